using System.Text.Json;

namespace Underpin.Design.ScoreCard.Measured;

/// <summary>Reads what <c>underpin design search --json</c> and <c>underpin design load --json</c> printed.</summary>
internal static class MeasurementFile
{
    public static IReadOnlyList<IllegalHistory> Search(string path) =>
        Read<IReadOnlyList<IllegalHistory>>(path, "findings", "underpin design search");

    public static Volume Load(string path) => Read<Volume>(path, "load", "underpin design load");

    private static T Read<T>(string path, string member, string command)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            return json.RootElement.GetProperty(member).Deserialize<T>(JsonSerializerOptions.Web)
                ?? throw new JsonException("it is null");
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UnderpinException(
                "design.evidence", $"{path} is not what `{command} --json` prints: {exception.Message.TrimEnd('.')}.",
                $"Make it again: {command} --json > {path}", exception)
            { ExitCode = ExitCode.Usage };
        }
    }
}

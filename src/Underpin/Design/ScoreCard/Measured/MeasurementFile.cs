using System.Text.Json;

namespace Underpin.Design.ScoreCard.Measured;

/// <summary>Reads what <c>underpin design search --json</c> and <c>underpin design load --json</c> printed.</summary>
internal static class MeasurementFile
{
    public static IReadOnlyList<IllegalHistory> Search(string path) =>
        Read<IReadOnlyList<IllegalHistory>>(path, "underpin design search", root =>
            (root.TryGetProperty("figures", out var figures) ? figures : root).GetProperty("findings"));

    public static Volume Load(string path) => Read<Volume>(
        path, "underpin design load",
        root => root.TryGetProperty("figures", out var figures) ? figures : root.GetProperty("load"));

    // In an envelope's figures; versions before there was one printed an object of their own.
    private static T Read<T>(string path, string command, Func<JsonElement, JsonElement> find)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            return find(json.RootElement).Deserialize<T>(JsonSerializerOptions.Web)
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

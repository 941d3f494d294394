using System.Text.Json;

namespace Underpin.Design.Load;

/// <summary>A load report as JSON: what <c>--json</c> prints, and what a comparison reads.</summary>
internal static class LoadReportFile
{
    private const string Member = "load";

    private static readonly JsonSerializerOptions _options = JsonSerializerOptions.Web;

    /// <summary>Adds the report to an object.</summary>
    public static void Write(Utf8JsonWriter json, LoadReport report)
    {
        json.WritePropertyName(Member);
        JsonSerializer.Serialize(json, report, _options);
    }

    /// <exception cref="UnderpinException">The file holds no load report.</exception>
    public static LoadReport Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            return json.RootElement.GetProperty(Member).Deserialize<LoadReport>(_options)
                ?? throw new JsonException("it is null");
        }
        catch (Exception exception) when (
            exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UnderpinException(
                "design.load-file", $"{path} holds no load report: {exception.Message.TrimEnd('.')}.",
                "Make one: underpin design load --histories 10000 --json > FILE.", exception)
            {
                ExitCode = ExitCode.Usage,
            };
        }
    }
}

using System.Globalization;
using System.Text.Json;
using Underpin.Demo.Show;
using Underpin.Demo.Traffic;

namespace Underpin.Demo.Proof;

/// <summary>What it all came to.</summary>
internal sealed record Summary(Tally Tally, Evidence Evidence, IReadOnlyList<StepRun> Steps, double Seconds)
{
    /// <summary>Everything holds that the demonstration promises.</summary>
    public bool Holds =>
        Tally is { Requests: > 0, Failed: 0, Changed: 0 } && Evidence is { Discrepancies: 0, Lost: 0, OldColumns: [] };

    public void Show(Screen screen)
    {
        screen.Title("What it came to");
        Line($"{Tally.Requests:N0} requests, {Tally.Failed:N0} failed");
        Line($"{Tally.Changed:N0} answers to old clients that were not byte for byte as before");
        Line($"{Evidence.Discrepancies:N0} discrepancies in the last full verify");
        Line($"{Evidence.Lost:N0} courses whose old values back.sql does not rebuild");
        var left = Evidence.OldColumns.Count == 0 ? "none" : string.Join(", ", Evidence.OldColumns);
        Line($"old columns left: {left}");
        Line($"p50 {Tally.Before.Percentile(50):F1} ms before, {Tally.During.Percentile(50):F1} ms during the change");
        Line($"p99 {Tally.Before.Percentile(99):F1} ms before, {Tally.During.Percentile(99):F1} ms during the change");
        Line($"{Seconds:F0} seconds");
        foreach (var complaint in Tally.Complaints)
        {
            screen.Line($"    {complaint}");
        }

        screen.Line(Holds ? "  Nobody noticed." : "  This should not have happened.");

        void Line(FormattableString text) => screen.Line("  " + text.ToString(CultureInfo.InvariantCulture));
    }

    public async Task WriteAsync(FileInfo file, CancellationToken cancellationToken)
    {
        await using var stream = file.Create();
        await using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("requests", Tally.Requests);
        json.WriteNumber("failed", Tally.Failed);
        json.WriteNumber("changedResponses", Tally.Changed);
        json.WriteNumber("discrepancies", Evidence.Discrepancies);
        json.WriteNumber("lost", Evidence.Lost);
        json.WriteNumber("p50BeforeMs", Math.Round(Tally.Before.Percentile(50), 2));
        json.WriteNumber("p99BeforeMs", Math.Round(Tally.Before.Percentile(99), 2));
        json.WriteNumber("p50DuringMs", Math.Round(Tally.During.Percentile(50), 2));
        json.WriteNumber("p99DuringMs", Math.Round(Tally.During.Percentile(99), 2));
        json.WriteNumber("seconds", Math.Round(Seconds, 1));
        json.WriteStartArray("steps");
        foreach (var step in Steps)
        {
            json.WriteStartObject();
            json.WriteString("name", step.Name);
            json.WriteString("command", step.Command);
            json.WriteNumber("seconds", Math.Round(step.Seconds, 3));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }
}

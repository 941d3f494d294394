using System.Text.Json;
using Spectre.Console;
using Underpin.Mappings;
using Underpin.Steps.Verify;

namespace Underpin.Cli;

/// <summary>Prints what a verify found: the counts of each table, and the rows that differ side by side.</summary>
internal static class VerifyAnswer
{
    public static void Show(Call call, VerifyResult result, int most)
    {
        if (call.Json)
        {
            call.Output.Json(json => Write(json, result, most));
            return;
        }

        if (result.Passes.Count == 0)
        {
            call.Output.Line("Nothing to verify: the old schema is no longer written.");
        }

        foreach (var pass in result.Passes)
        {
            Show(call.Output, pass, most);
        }
    }

    private static void Show(Output output, Pass pass, int most)
    {
        output.Line(pass.Run.Direction == Direction.Forward
            ? "The new tables against their mappings:"
            : "What is retired against back.sql:");
        output.Table(
            ["table", "expected", "held", "missing", "extra", "stale"],
            [.. pass.Targets.Select(Cells)]);
        output.Line($"{pass.SourceRows:N0} source rows in {pass.Elapsed.TotalSeconds:N1} s: "
            + (pass.Found == 0 ? "no difference." : $"{pass.Found:N0} differences."));
        if (pass.FailuresResolved > 0)
        {
            output.Line($"{pass.FailuresResolved:N0} failed writes are proved to be mended.");
        }

        if (pass.Run.Rehearsal)
        {
            output.Line("Not every write reaches both schemas: this is no evidence for reading.");
        }

        ShowRows(output, [.. pass.Discrepancies.Where(IsDefect)], pass.Found, most);
        var beyond = pass.Targets.Sum(target => target.Inexpressible);
        if (beyond > 0)
        {
            output.Line();
            output.Line($"Past the point of no return: {beyond:N0} rows of the new schema cannot be said in the old one.");
            ShowRows(output, [.. pass.Discrepancies.Where(row => !IsDefect(row))], beyond, most);
        }
    }

    private static bool IsDefect(Discrepancy row) => row.Class != DiscrepancyClass.Inexpressible;

    private static string[] Cells(TargetCounts counts) =>
    [
        counts.Target, $"{counts.Expected:N0}", $"{counts.Actual:N0}", $"{counts.Missing:N0}", $"{counts.Extra:N0}",
        $"{counts.Stale:N0}",
    ];

    private static void ShowRows(Output output, IReadOnlyList<Discrepancy> rows, long inAll, int most)
    {
        if (rows.Count == 0 || most <= 0)
        {
            return;
        }

        var table = new Table { Border = TableBorder.Square }.AddColumns("table", "", "should be", "is");
        foreach (var row in rows.Take(most))
        {
            var name = row.Class.ToString().ToLowerInvariant();
            table.AddRow(
                new Text(row.Target),
                new Text(row.Columns.Count == 0 ? name : $"{name}: {string.Join(", ", row.Columns)}"),
                new Text(row.Expected ?? "no row"),
                new Text(row.Actual ?? "no row"));
        }

        output.Write(table);
        if (inAll > Math.Min(rows.Count, most))
        {
            output.Line($"… and {inAll - Math.Min(rows.Count, most):N0} more; --show N shows them, "
                + "underpin.discrepancy keeps them.");
        }
    }

    private static void Write(Utf8JsonWriter json, VerifyResult result, int most)
    {
        json.WriteNumber("found", result.Found);
        json.WriteStartArray("passes");
        foreach (var pass in result.Passes)
        {
            json.WriteStartObject();
            json.WriteNumber("run", pass.Run.Id);
            json.WriteString("direction", pass.Run.Direction.ToString().ToLowerInvariant());
            json.WriteBoolean("rehearsal", pass.Run.Rehearsal);
            json.WriteNumber("sourceRows", pass.SourceRows);
            json.WriteNumber("found", pass.Found);
            json.WriteNumber("failuresResolved", pass.FailuresResolved);
            json.WriteNumber("seconds", pass.Elapsed.TotalSeconds);
            json.WriteStartArray("targets");
            foreach (var counts in pass.Targets)
            {
                Write(json, counts);
            }

            json.WriteEndArray();
            json.WriteStartArray("discrepancies");
            foreach (var row in pass.Discrepancies.Take(most))
            {
                Write(json, row);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, TargetCounts counts)
    {
        json.WriteStartObject();
        json.WriteString("target", counts.Target);
        json.WriteNumber("expected", counts.Expected);
        json.WriteNumber("held", counts.Actual);
        json.WriteNumber("missing", counts.Missing);
        json.WriteNumber("extra", counts.Extra);
        json.WriteNumber("stale", counts.Stale);
        json.WriteNumber("inexpressible", counts.Inexpressible);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Discrepancy row)
    {
        json.WriteStartObject();
        json.WriteString("target", row.Target);
        json.WriteString("class", row.Class.ToString().ToLowerInvariant());
        if (row.SourceKey is { } key)
        {
            json.WriteNumber("sourceKey", key);
        }

        json.WritePropertyName("key");
        json.WriteRawValue(row.TargetKey);
        json.WritePropertyName("expected");
        json.WriteRawValue(row.Expected ?? "null");
        json.WritePropertyName("actual");
        json.WriteRawValue(row.Actual ?? "null");
        json.WriteStartArray("columns");
        foreach (var column in row.Columns)
        {
            json.WriteStringValue(column);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

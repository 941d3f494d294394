using System.Text.Json;
using Underpin.Square;
using Underpin.Square.Rows;

namespace Underpin.Cli;

/// <summary>The square's result for <c>--json</c>.</summary>
internal static class SquareJson
{
    public static void Write(Utf8JsonWriter json, SquareResult result)
    {
        json.WriteString("change", result.Change.Name);
        json.WriteNumber("exitCode", (int)result.ExitCode);
        json.WriteBoolean("commutes", result.ExitCode == ExitCode.Done);
        json.WriteNumber("seed", result.Seed);
        json.WriteNumber("seconds", result.Took.TotalSeconds);
        Texts(json, "refused", [.. (result.Refused?.Findings ?? []).Select(finding => $"{finding.File}:{finding.Line}: {finding.Rule}: {finding.Message}")]);
        json.WriteStartArray("scenarios");
        foreach (var scenario in result.Scenarios)
        {
            json.WriteStartObject();
            json.WriteString("scenario", scenario.Scenario.Title);
            json.WriteString("outcome", scenario.IsWrong ? "wrong" : scenario.NotRecorded is null ? "right" : "not in the old schema");
            json.WriteString("because", scenario.NotRecorded);
            json.WriteNumber("unanswerable", scenario.Unsaid);
            Texts(json, "lines", scenario.Lines);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (result.Histories is { } histories)
        {
            Write(json, histories);
        }

        if (result.Writers is { } writers)
        {
            json.WriteStartObject("writers");
            json.WriteNumber("writers", writers.Writers);
            json.WriteNumber("facts", writers.Facts);
            json.WriteNumber("passes", writers.Passes);
            Texts(json, "disturbed", writers.Disturbed);
            json.WriteString("wrong", writers.Wrong);
            json.WriteEndObject();
        }

        json.WriteStartArray("differs");
        foreach (var (declared, count) in result.Accepted)
        {
            json.WriteStartObject();
            json.WriteString("declared", declared.Say());
            json.WriteNumber("line", declared.Line);
            json.WriteString("because", declared.Because);
            json.WriteNumber("count", count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, HistoryOutcome histories)
    {
        json.WriteStartObject("histories");
        json.WriteNumber("histories", histories.Histories);
        json.WriteNumber("facts", histories.Facts);
        json.WriteNumber("onlyOld", histories.OnlyOld);
        json.WriteNumber("onlyNew", histories.OnlyNew);
        json.WriteNumber("differences", histories.Differences);
        if (histories.Rebuilt is { } rebuilt)
        {
            json.WriteNumber("rebuilt", rebuilt);
            json.WriteBoolean("noWayBack", histories.NoWayBack);
        }

        json.WriteString("wrong", histories.Wrong);
        Texts(json, "lacks", histories.Lacks);
        json.WriteStartArray("tables");
        foreach (var (table, recorded, changed) in histories.Tables)
        {
            json.WriteStartObject();
            json.WriteString("table", table);
            json.WriteNumber("recorded", recorded);
            json.WriteNumber("changed", changed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("found");
        foreach (var found in histories.Found)
        {
            json.WriteStartObject();
            json.WriteNumber("facts", found.History.Facts.Count);
            Texts(json, "history", found.History.Lines);
            json.WriteString("wrong", found.Wrong);
            if (found.Histories is { } count)
            {
                json.WriteNumber("histories", count);
            }

            Write(json, "rows", found.Rows);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Write(json, "unexplained", histories.Unexplained);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<RowDifference> rows)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("table", row.Table.Name.Plain);
            json.WriteString("class", row.Class.ToString().ToLowerInvariant());
            Write(json, "recorded", row.Table, row.Recorded);
            Write(json, "changed", row.Table, row.Changed);
            Texts(json, "columns", row.Columns);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string side, HeldTable table, NaturalRow? row)
    {
        if (row is null)
        {
            json.WriteNull(side);
            return;
        }

        json.WriteStartObject(side);
        foreach (var (column, value) in table.Compared.Zip(row.Values))
        {
            json.WriteString(column.Name, value);
        }

        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}

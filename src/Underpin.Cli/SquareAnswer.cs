using System.Text.Json;
using Underpin.Cli.Json;
using Underpin.Square;

namespace Underpin.Cli;

/// <summary>Prints whether the square commutes: what differs and why first, then the counts.</summary>
internal static class SquareAnswer
{
    public static void Show(Call call, SquareResult result)
    {
        if (call.Json)
        {
            call.Output.Json(new()
            {
                Change = result.Change,
                Verb = call.Verb,
                Outcome = result.Commutes ? "done" : "found",
                Figures = JsonSerializer.SerializeToElement(result, Documents.Default.SquareResult),
            });
            return;
        }

        var output = call.Output;
        if (result.Refused is { } refused)
        {
            output.Line($"{result.Change} cannot be expanded; nothing else was tried.");
            FindingAnswer.Show(call, refused);
            return;
        }

        foreach (var scenario in result.Scenarios.Where(scenario => scenario.IsWrong))
        {
            Lines(output, [$"wrong: {scenario.Scenario}", .. Indented(scenario.Lines), ""]);
        }

        if (result.Histories is { } histories)
        {
            Show(output, histories);
        }

        if (result.Writers is { IsWrong: true } writers)
        {
            Lines(output, ["wrong: facts recorded while populate runs",
                .. Indented(writers.Disturbed.Concat(writers.Wrong is null ? [] : [writers.Wrong])), ""]);
        }

        Lines(output, Summary(result));
    }

    private static void Show(Output output, TriedHistories histories)
    {
        Lines(output, histories.Lacks);
        foreach (var found in histories.Found)
        {
            var facts = found.Facts;
            var also = found.Histories is > 1 and var all ? $"; {all:N0} histories differ in this way" : "";
            Lines(output,
            [
                $"different: {(facts == 1 ? "1 fact is" : $"{facts} facts are")} enough{also}",
                .. Indented(found.History), "", .. Indented(found.Wrong is null ? [] : [found.Wrong]),
                .. found.Rows.GroupBy(row => row.Table)
                    .SelectMany(rows => Indented(SideBySide(rows.Key, [.. rows]))), "",
            ]);
        }

        if (histories.Unexplained.Count > 0)
        {
            Lines(output,
            [
                "different: no small history shows these again",
                .. histories.Unexplained.GroupBy(row => row.Table)
                    .SelectMany(rows => Indented(SideBySide(rows.Key, [.. rows]))), "",
            ]);
        }

        if (histories.Wrong is { } wrong)
        {
            Lines(output, ["wrong: all histories together, and no few of them", .. Indented([wrong]), ""]);
        }
    }

    /// <summary>
    /// A table: as the facts record a row in the new schema, and below it as the change makes it of the old.
    /// </summary>
    private static IEnumerable<string> SideBySide(string table, IReadOnlyList<DifferentRow> rows)
    {
        string[] heads = [table, "", .. (rows[0].Recorded ?? rows[0].Changed)!.Keys];
        var lines = rows.SelectMany(row => new[]
        {
            Cells(row.Class.ToString().ToLowerInvariant(), "recorded", row.Recorded),
            Cells("", "changed", row.Changed),
        }).Prepend([.. heads]).ToList();
        var widths = heads
            .Select((_, column) => lines.Max(line => line.Count > column ? line[column].Length : 0)).ToList();
        return lines.Select(line =>
            string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    private static List<string> Cells(string kind, string side, IReadOnlyDictionary<string, string?>? row) =>
        [kind, side, .. row is null ? ["(no row)"] : row.Values.Select(value => value ?? "~")];

    private static IEnumerable<string> Summary(SquareResult result)
    {
        var unheld = result.Scenarios.Where(scenario => scenario.NotInOldSchema is not null).ToList();
        var tried = result.Scenarios.Count - unheld.Count;
        var wrong = result.Scenarios.Count(scenario => scenario.IsWrong);
        yield return $"scenarios  {tried:N0} went through the change: "
            + (wrong == 0 ? "all are answered as promised." : $"{wrong:N0} are not answered as promised.");
        foreach (var scenario in unheld)
        {
            yield return $"           not in the old schema: {scenario.Scenario} ({scenario.NotInOldSchema})";
        }

        if (result.Histories is { } histories)
        {
            yield return $"histories  {histories.Histories:N0} of seed {result.Seed}, {histories.Facts:N0} facts both "
                + $"ways round (left out: {histories.OnlyOld:N0} that only the old schema takes, "
                + $"{histories.OnlyNew:N0} that only the new one takes).";
            yield return "rows       " + (histories.Tables.Count == 0 ? "Not compared: the change stops."
                : string.Join(", ", histories.Tables.Select(table => $"{table.Table} {table.Recorded:N0}")) + ": "
                    + (histories.Differences == 0
                        ? "the same both ways round."
                        : $"{histories.Differences:N0} differ."));
        }

        if (result.Histories is { Rebuilt: { } rebuilt } back)
        {
            yield return $"back       {rebuilt:N0} rows of {result.SourceTable}: "
                + (back.NoWayBack
                    ? "back.sql does not rebuild all that is retired."
                    : "back.sql rebuilds all that is retired.");
        }

        if (result.Writers is { } writers)
        {
            yield return $"writers    {writers.Writers} recorded {writers.Facts:N0} facts in the old schema "
                + "while populate ran " + (writers.Passes == 1 ? "once" : $"{writers.Passes:N0} times")
                + (writers.IsWrong ? "." : "; one more populate, and verify finds no difference.");
        }

        foreach (var (declared, line, because, count) in result.Differs)
        {
            yield return count == 0
                ? $"declared   change.yaml:{line}: {declared}: does not occur (any more?). Because: {because}"
                : $"accepted   {count:N0}: {declared}. Because: {because}";
        }

        yield return $"The square {(result.Commutes ? "commutes" : "does not commute")}: "
            + $"{result.Change} in {result.Seconds:0.0} s.";
    }

    private static IEnumerable<string> Indented(IEnumerable<string> lines) => lines.Select(line => $"    {line}");

    private static void Lines(Output output, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            output.Line(line);
        }
    }
}

using Spectre.Console;
using Underpin.Mappings;
using Underpin.Steps.Verify;

namespace Underpin.Cli;

/// <summary>Prints what a verify found: the counts of each table, and the rows that differ side by side.</summary>
internal static class VerifyAnswer
{
    public static void Show(Call call, VerifyResult result, int most)
    {
        if (result.Passes.Count == 0)
        {
            call.Output.Line("Nothing to verify: the old schema is no longer written.");
        }

        foreach (var pass in result.Passes)
        {
            Show(call.Output, pass, most);
        }
    }

    private static void Show(Output output, VerifyPass pass, int most)
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
            output.Line(
                $"Past the point of no return: {beyond:N0} rows of the new schema cannot be said in the old one.");
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
}

using Underpin.Cli.Json;
using Underpin.Design;
using Underpin.Design.Testing;

namespace Underpin.Cli.Verbs.Design;

/// <summary>Prints a test run: what is not right and why, then the counts of each candidate.</summary>
internal static class TestAnswer
{
    public static ExitCode Show(Call call, ModelTest run, int show)
    {
        if (call.Json)
        {
            ModelAnswers.Json(call, run, Documents.Default.ModelTest, run.ExitCode);
            return run.ExitCode;
        }

        var open = run.Cells.Where(cell => cell.Outcome != Outcome.Right).ToList();
        foreach (var cell in open.Take(show))
        {
            call.Output.Line($"{Say(cell.Outcome)}: {cell.Candidate}: {cell.Scenario}");
            foreach (var line in cell.Misses.SelectMany(miss => miss.Lines).Concat(cell.Inexpressible))
            {
                call.Output.Line($"    {line}");
            }

            call.Output.Line();
        }

        if (open.Count > show)
        {
            call.Output.Line($"and {open.Count - show:N0} more that are not right; --show N shows more of them.");
            call.Output.Line();
        }

        call.Output.Table(
            ["candidate", "right", "wrong", "inexpressible"],
            [
                .. run.Candidates.Select(candidate => (IReadOnlyList<string>)
                [
                    candidate.Name, $"{candidate.Right:N0}", $"{candidate.Wrong:N0}",
                    $"{candidate.Inexpressible:N0}",
                ]),
            ]);
        call.Output.Line();
        call.Output.Line(
            $"{run.Scenarios:N0} scenarios × {run.Candidates.Count} candidates in {run.Seconds:0.0} s.");
        return run.ExitCode;
    }

    private static string Say(Outcome outcome) => outcome switch
    {
        Outcome.Right => "right",
        Outcome.Wrong => "wrong",
        _ => "inexpressible",
    };
}

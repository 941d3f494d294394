using System.CommandLine;
using Underpin.Cli.Json;
using Underpin.Steps;
using Underpin.Steps.Repair;

namespace Underpin.Cli.Verbs;

/// <summary><c>underpin repair</c>: step 3, mends what verify found and what failed writes left behind.</summary>
internal sealed class RepairVerb : Verb
{
    private readonly Argument<string> _change = ChangeArgument.Required();

    public RepairVerb()
        : base("repair", "Step 3: mends what the newest verify found, and what failed writes left behind.",
            "underpin repair golf-course-architects") =>
        Add(_change);

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        await using var change = call.Change(call.Value(_change));
        RepairResult result;
        using (var progress = call.Progress("repair"))
        {
            result = await change.RepairAsync(progress, cancellationToken);
        }

        return StepAnswer.Show(call, result, Documents.Default.RepairResult, Say);
    }

    private static IEnumerable<string> Say(RepairResult result)
    {
        if (result.Outcome == StepOutcome.Nothing)
        {
            yield return "Nothing to repair: the newest verify left nothing, and no failed write is unsettled.";
            yield break;
        }

        yield return $"Repaired {result.Discrepancies:N0} differences and {result.Failures:N0} failed writes: "
            + $"{result.Counts.Inserted:N0} rows inserted, {result.Counts.Updated:N0} updated, "
            + $"{result.Counts.Deleted:N0} deleted.";
        if (result.Gone.Count > 0)
        {
            yield return $"No source row is called {string.Join(", ", result.Gone.Take(5).Select(key => $"\"{key}\""))}"
                + (result.Gone.Count > 5 ? $" and {result.Gone.Count - 5:N0} other keys of failed writes" : "")
                + " any more: what had outlived its source row is gone, and a row that was renamed is verify's to "
                + "compare.";
        }

        yield return $"A pass that repaired is not a clean pass: `underpin verify {result.Plan.Change}` is next.";
    }
}

using System.CommandLine;
using Underpin.Cli.Json;
using Underpin.Steps.Populate;

namespace Underpin.Cli.Verbs;

/// <summary>
/// <c>underpin populate</c>: step 3, fills the new tables beside the application. The tool decides nothing:
/// <see cref="Changes.Change"/> is the library's front door, with a method for each step.
/// </summary>
internal sealed class PopulateVerb : Verb
{
    private readonly Argument<string> _change = ChangeArgument.Required();
    private readonly Option<int> _workers = WorkOptions.Workers();
    private readonly Option<int> _batchSize = WorkOptions.BatchSize(
        "Source rows in a batch, whose locks are held together.", new PopulateOptions().BatchSize);

    public PopulateVerb()
        : base("populate", "Step 3: fills the new tables from the old ones, in batches, beside the application.",
            "underpin populate golf-course-architects",
            "underpin populate golf-course-architects --workers 2 --batch-size 20000")
    {
        Add(_change);
        Add(_workers);
        Add(_batchSize);
    }

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        await using var change = call.Change(call.Value(_change));
        var options = new PopulateOptions { Workers = call.Value(_workers), BatchSize = call.Value(_batchSize) };
        PopulateResult result;
        using (var progress = call.Progress("populate"))
        {
            result = await change.PopulateAsync(options, progress, cancellationToken);
        }

        return StepAnswer.Show(call, result, Documents.Default.PopulateResult, Say);
    }

    private static IEnumerable<string> Say(PopulateResult result)
    {
        var run = result.Run!;
        var counts = result.Counts;
        yield return $"{(run.Rehearsal ? "Rehearsed" : "Populated")}: {counts.SourceRows:N0} source rows in "
            + $"{result.Batches:N0} batches, {result.Elapsed.TotalSeconds:N1} s: {counts.Inserted:N0} rows inserted, "
            + $"{counts.Updated:N0} updated, {counts.Deleted:N0} deleted.";
        if (run.Continued)
        {
            yield return "It continued a run that had been stopped, or shared one with another process.";
        }

        if (result.Retries > 0)
        {
            yield return $"{result.Retries:N0} batches met the application at work and were run again.";
        }

        if (run.Rehearsal)
        {
            var because = result.WritingAt is { } percent
                ? $"writing is at {percent:0.##} %" : "the plan left 100 % while it ran";
            yield return $"This was a rehearsal, no evidence for reading: {because}. "
                + $"`underpin write {run.Change} 100%`, then populate again.";
        }
    }
}

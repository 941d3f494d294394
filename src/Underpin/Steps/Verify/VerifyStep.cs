using Underpin.Changes.Folder;
using Underpin.Changes.Journals;
using Underpin.Changes.Operators;
using Underpin.Changes.Plans;
using Underpin.Engine;
using Underpin.Mappings;
using Underpin.Postgres;

namespace Underpin.Steps.Verify;

/// <summary>
/// Step 3: compares every row. While the old schema leads, the targets with their mappings; once the new one does,
/// the retired columns with back.sql, and what only the new schema can hold is told apart. A killed verify continues
/// where it stopped; processes that come at the same moment share one.
/// </summary>
internal sealed class VerifyStep(Database database, TimeProvider time)
{
    // A range is compared in another session than the one that claims it, and may take as long as a statement may.
    private static readonly TimeSpan _longestComparison = TimeSpan.FromMinutes(10);

    public async Task<VerifyResult> RunAsync(
        ChangeFolder folder, VerifyOptions options, StepCall call, IProgress<StepProgress>? progress,
        CancellationToken cancellationToken)
    {
        var plan = await new ChangeStore(database).RequireAsync(folder, cancellationToken);
        var gate = await VerifyGate.AskAsync(new(database, folder, plan, time), cancellationToken);
        var passes = new List<VerifyPass>();
        if (gate.IsOpen && plan.Stage == Stage.Expanded)
        {
            await using var alone = await OperatorLock.SharedAsync(database, folder.Name, "verify", cancellationToken);
            await using var session = await database.SessionAsync(cancellationToken);
            var mapping = await new MappingReader(session).ReadAsync(folder, cancellationToken);
            Direction[] directions = plan.Lead == Lead.Old ? [Direction.Forward]
                : [Direction.Reverse, Direction.Forward];
            foreach (var direction in directions)
            {
                passes.Add(await PassAsync(session, mapping, plan, direction, options, progress, cancellationToken));
            }
        }

        var result = new VerifyResult
        {
            Outcome = !gate.IsOpen ? StepOutcome.Shut
                : passes.Count == 0 ? StepOutcome.Nothing
                : passes.Any(pass => pass.Found > 0) ? StepOutcome.Found : StepOutcome.Done,
            Plan = plan,
            Gate = gate.IsOpen ? null : gate,
            Passes = passes,
        };
        await new Journal(database).WriteAsync(
            call.Entry(plan, result.Outcome, result.Gate) with { Figures = Figures(result) }, cancellationToken);
        return result;
    }

    private async Task<VerifyPass> PassAsync(
        Session session, ChangeMapping mapping, Plan plan, Direction direction, VerifyOptions options,
        IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var run = await BeginAsync(session, mapping, plan, direction, options, cancellationToken);
        var newLeads = plan.Lead == Lead.New;
        await new Walk(database, mapping.SourceSql, time)
        {
            Workers = options.Workers,
            LongestRest = _longestComparison,
        }.RunAsync(
            run,
            () => new CompareWork(database, run, Merge.For(mapping, direction), newLeads, options.StoredAtMost),
            progress, cancellationToken);
        run = await new RunStore(database).FinishAsync(run, foundAtLeast: 0, cancellationToken);
        var store = new DiscrepancyStore(session);
        var pass = new VerifyPass
        {
            Run = run,
            SourceRows = (await new RunStore(database).RowsAsync(run, cancellationToken)).Done,
            Targets = await store.CountsAsync(run, cancellationToken),
            Discrepancies = await store.ReadAsync(run, options.ShownAtMost, cancellationToken),
            Elapsed = time.GetElapsedTime(started),
        };
        return pass.Found > 0 || run.Failures.Count == 0 ? pass : pass with
        {
            FailuresResolved = await new WriteFailures(session).ResolveAsync(run.Failures, "verify", cancellationToken),
        };
    }

    private async Task<Run> BeginAsync(
        Session session, ChangeMapping mapping, Plan plan, Direction direction, VerifyOptions options,
        CancellationToken cancellationToken)
    {
        // Only failures that are seen now: their old write is in every snapshot that is taken from here on.
        var failures = await new WriteFailures(session).UnresolvedAsync(plan.Change, direction, cancellationToken);
        var wanted = new Run
        {
            Id = 0,
            Change = plan.Change,
            Kind = RunKind.Verify,
            Direction = direction,
            Rehearsal = !plan.WritesEverything,
            PlanVersion = plan.Version,
            BatchSize = options.BatchSize,
            Failures = [.. failures.Keys],
        };
        return await new RunStore(database).OpenAsync(
            wanted, sinceVersion: plan.Version,
            (opening, begun, token) => RangePlan.AllAsync(opening, begun, mapping.SourceSql, token), cancellationToken);
    }

    private static Dictionary<string, double> Figures(VerifyResult result)
    {
        var figures = new Dictionary<string, double> { ["found"] = result.Found };
        foreach (var pass in result.Passes)
        {
            figures[$"{pass.Run.Direction.ToString().ToLowerInvariant()}Run"] = pass.Run.Id;
            figures["sourceRows"] = pass.SourceRows;
        }

        return figures;
    }
}

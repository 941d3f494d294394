using Underpin.Changes.Folder;
using Underpin.Changes.Journals;
using Underpin.Changes.Operators;
using Underpin.Changes.Plans;
using Underpin.Checks;
using Underpin.Engine;
using Underpin.Mappings;
using Underpin.Postgres;

namespace Underpin.Steps.Populate;

/// <summary>
/// Step 3: fills the targets from the source, range by range, beside the application that writes both. A killed
/// populate continues where it stopped; one that has nothing to do writes nothing. What is done to a range, and in
/// which order, says <see cref="ForwardMerge"/>.
/// </summary>
internal sealed class PopulateStep(Database database, TimeProvider time)
{
    public async Task<PopulateResult> RunAsync(
        ChangeFolder folder, PopulateOptions options, StepCall call, IProgress<StepProgress>? progress,
        CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var plan = await new ChangeStore(database).RequireAsync(folder, cancellationToken);
        var situation = new Situation(database, folder, plan, time);
        var gate = await PopulateGate.AskAsync(situation, cancellationToken);
        if (!gate.IsOpen)
        {
            await new Journal(database).WriteAsync(call.Entry(plan, StepOutcome.Shut, gate), cancellationToken);
            return new() { Outcome = StepOutcome.Shut, Plan = plan, Gate = gate };
        }

        await using var alone = await OperatorLock.SharedAsync(database, folder.Name, "populate", cancellationToken);
        var epoch = (await situation.EpochsAsync(cancellationToken)).WritesEverything;
        if (epoch is not null)
        {
            await new OlderTransactions(database, time) { Patience = options.Patience }
                .WaitAsync(epoch, progress, cancellationToken);
        }

        var (run, count) = await FillAsync(folder, plan, epoch, options, progress, cancellationToken);
        var result = new PopulateResult
        {
            Outcome = StepOutcome.Done,
            Plan = plan,
            Run = run,
            Counts = count.Counts,
            Batches = count.Batches,
            Retries = count.Retries,
            Elapsed = time.GetElapsedTime(started),
            WritingAt = epoch is null ? plan.Write.Percent : null,
        };
        await new Journal(database)
            .WriteAsync(call.Entry(plan, StepOutcome.Done) with { Figures = Figures(result) }, cancellationToken);
        return result;
    }

    private async Task<(Run Run, WalkCount Count)> FillAsync(
        ChangeFolder folder, Plan plan, Plan? epoch, PopulateOptions options, IProgress<StepProgress>? progress,
        CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        var mapping = await new MappingReader(session).ReadAsync(folder, cancellationToken);
        var wanted = new Run
        {
            Id = 0,
            Change = folder.Name,
            Kind = RunKind.Populate,
            Rehearsal = epoch is null,
            PlanVersion = plan.Version,
            BatchSize = options.BatchSize,
        };
        var runs = new RunStore(database);
        var run = await runs.OpenAsync(
            wanted, sinceVersion: epoch?.Version ?? 0,
            (opening, begun, token) => RangePlan.AllAsync(opening, begun, mapping.SourceSql, token), cancellationToken);
        var merge = new ForwardMerge(mapping.SourceSql, mapping.Targets) { Lock = options.Lock };
        var count = await new Walk(database, mapping.SourceSql, time) { Workers = options.Workers }
            .RunAsync(run, () => new MergeWork(merge) { Fills = true }, progress, cancellationToken);
        if (count.Counts.Written > 0)
        {
            await Statistics.RefreshAsync(session, merge.Targets, cancellationToken);
        }

        return (await runs.FinishAsync(run, foundAtLeast: 0, cancellationToken), count);
    }

    private static Dictionary<string, double> Figures(PopulateResult result) => new()
    {
        ["run"] = result.Run!.Id,
        ["sourceRows"] = result.Counts.SourceRows,
        ["inserted"] = result.Counts.Inserted,
        ["updated"] = result.Counts.Updated,
        ["deleted"] = result.Counts.Deleted,
        ["rehearsal"] = result.Run.Rehearsal ? 1 : 0,
    };
}

using Underpin.Changes.Folder;
using Underpin.Changes.Journals;
using Underpin.Changes.Operators;
using Underpin.Changes.Plans;
using Underpin.Engine;
using Underpin.Mappings;
using Underpin.Postgres;
using Underpin.Steps.Populate;
using Underpin.Steps.Verify;

namespace Underpin.Steps.Repair;

/// <summary>
/// Puts right what the newest verify found and what failed writes left behind, under the same locks as populate.
/// The follower is brought in line with the leader, whichever leads. A killed repair is finished first.
/// </summary>
internal sealed class RepairStep(Database database, TimeProvider time)
{
    private const int BatchSize = 1000;

    public async Task<RepairResult> RunAsync(
        ChangeFolder folder, StepCall call, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        var plan = await new ChangeStore(database).RequireAsync(folder, cancellationToken);
        var gate = await RepairGate.AskAsync(new(database, folder, plan, time), cancellationToken);
        if (!gate.IsOpen)
        {
            await new Journal(database).WriteAsync(call.Entry(plan, StepOutcome.Shut, gate), cancellationToken);
            return new() { Outcome = StepOutcome.Shut, Plan = plan, Gate = gate };
        }

        await using var alone = await OperatorLock.SharedAsync(database, folder.Name, "repair", cancellationToken);
        var result = await RepairAsync(folder, plan, progress, cancellationToken);
        await new Journal(database).WriteAsync(
            call.Entry(plan, result.Outcome) with { Figures = Figures(result) }, cancellationToken);
        return result;
    }

    private async Task<RepairResult> RepairAsync(
        ChangeFolder folder, Plan plan, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        var mapping = await new MappingReader(session).ReadAsync(folder, cancellationToken);
        var wanted = new Run
        {
            Id = 0,
            Change = folder.Name,
            Kind = RunKind.Repair,
            Direction = plan.Lead == Lead.Old ? Direction.Forward : Direction.Reverse,
            Rehearsal = !plan.WritesEverything,
            PlanVersion = plan.Version,
            BatchSize = BatchSize,
        };
        var runs = new RunStore(database);
        var before = new MergeCounts();
        if (await runs.UnfinishedAsync(wanted, sinceVersion: 0, cancellationToken) is { } stopped)
        {
            before = await WalkAsync(mapping, stopped, progress, cancellationToken);
            // Nobody knows what it wrote before it kept its ranges: it counts as if it had written.
            await runs.FinishAsync(stopped, foundAtLeast: 1, cancellationToken);
        }

        var damage = await new DamageReader(session, mapping, BatchSize)
            .ReadAsync(folder.Name, wanted.Direction, cancellationToken);
        if (damage.Ranges.Count == 0 && damage.Failures.Count == 0)
        {
            return new()
            {
                Outcome = before.Written == 0 ? StepOutcome.Nothing
                : StepOutcome.Done,
                Plan = plan,
                Counts = before
            };
        }

        var run = await runs.OpenAsync(
            wanted, sinceVersion: plan.Version,
            (opening, begun, token) => RangePlan.TheseAsync(opening, begun, damage.Ranges, token), cancellationToken);
        var counts = before + await WalkAsync(mapping, run, progress, cancellationToken);
        var discrepancies = await MarkRepairedAsync(session, damage, run.Direction, cancellationToken);
        var failures = await new WriteFailures(session).ResolveAsync(damage.Failures, "repair", cancellationToken);
        // A settled failure counts too: what it left behind elsewhere, only a later verify can tell.
        return new()
        {
            Outcome = StepOutcome.Done,
            Plan = plan,
            Run = await runs.FinishAsync(run, foundAtLeast: failures, cancellationToken),
            Counts = counts,
            Discrepancies = discrepancies,
            Failures = failures,
            Gone = damage.Gone,
        };
    }

    private async Task<MergeCounts> WalkAsync(
        ChangeMapping mapping, Run run, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        var merge = Merge.For(mapping, run.Direction);
        var count = await new Walk(database, mapping.SourceSql, time)
            .RunAsync(run, () => new MergeWork(merge), progress, cancellationToken);
        return count.Counts;
    }

    /// <summary>Backwards only what is stale: rows of the source come and go by the application alone.</summary>
    private static async Task<long> MarkRepairedAsync(
        Session session, Damage damage, Direction direction, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            Sql.Of($"""
            update underpin.discrepancy
            set repaired_at = clock_timestamp()
            where run = $1 and repaired_at is null and class <> 'inexpressible' and ($2 or class = 'stale')
            """).With(damage.Verify ?? 0, direction == Direction.Forward),
            cancellationToken);

    private static Dictionary<string, double> Figures(RepairResult result) => new()
    {
        ["discrepancies"] = result.Discrepancies,
        ["failures"] = result.Failures,
        ["inserted"] = result.Counts.Inserted,
        ["updated"] = result.Counts.Updated,
        ["deleted"] = result.Counts.Deleted,
    };
}

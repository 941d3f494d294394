using Npgsql;
using Underpin.Changes.Folder;
using Underpin.Changes.Operators;
using Underpin.Changes.Plans;
using Underpin.Engine;
using Underpin.Mappings;
using Underpin.Postgres;
using Underpin.Steps.Verify;

namespace Underpin.Steps.Repair;

/// <summary>
/// Puts right what the newest verify found and what failed writes left behind, under the same locks as populate.
/// The follower is brought in line with the leader, whichever leads.
/// </summary>
internal sealed class RepairStep(Database database, TimeProvider time)
{
    private const int BatchSize = 1000;

    public async Task<RepairResult> RunAsync(
        ChangeFolder folder, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        var plan = await new ChangeStore(database).RequireAsync(folder, cancellationToken);
        if (plan.Stage != Stage.Expanded)
        {
            throw new UnderpinException(
                "repair.gate", $"{plan.Change} cannot be repaired: {PlanRow.Say(plan.Stage)}.",
                "A repair needs both schemas in use: after `underpin expand`, before `underpin clean-up`.")
            {
                ExitCode = ExitCode.Findings,
            };
        }

        await using var alone = await OperatorLock.SharedAsync(database, folder.Name, "repair", cancellationToken);
        var direction = plan.Lead == Lead.Old ? Direction.Forward : Direction.Reverse;
        await using var connection = await WorkSession.OpenAsync(
            database, $"underpin repair {folder.Name}", cancellationToken);
        var mapping = await new MappingReader(connection).ReadAsync(folder, cancellationToken);
        var damage = await new DamageReader(database, mapping, BatchSize)
            .ReadAsync(folder.Name, direction, cancellationToken);
        if (damage.Ranges.Count == 0 && damage.Failures.Count == 0)
        {
            return new RepairResult { Run = null };
        }

        var runs = new RunStore(database);
        var run = await runs.BeginRepairAsync(
            new Run
            {
                Id = 0,
                Change = folder.Name,
                Kind = RunKind.Repair,
                Direction = direction,
                Rehearsal = !plan.WritesEverything,
                PlanVersion = plan.Version,
                BatchSize = BatchSize,
            },
            cancellationToken);
        var counts = await MergeAsync(connection, mapping, run, damage, progress, cancellationToken);
        var discrepancies = await MarkRepairedAsync(connection, damage, direction, cancellationToken);
        var failures = await new WriteFailures(database).ResolveAsync(damage.Failures, "repair", cancellationToken);
        // A settled failure counts too: what it left behind elsewhere, only a later verify can tell.
        await runs.FinishRepairAsync(run, counts.SourceRows, Math.Max(counts.Written, failures), cancellationToken);
        return new RepairResult
        {
            Run = run,
            Counts = counts,
            Discrepancies = discrepancies,
            Failures = failures,
            Gone = damage.Gone,
        };
    }

    private async Task<MergeCounts> MergeAsync(
        NpgsqlConnection connection, ChangeMapping mapping, Run run, Damage damage,
        IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        var repair = new RangeRepair(connection, Merge.For(mapping, run.Direction), run, time);
        var counts = new MergeCounts(0, 0, 0, 0);
        var done = 0;
        foreach (var range in damage.Ranges)
        {
            counts += await repair.RunAsync(range, cancellationToken);
            progress?.Report(new(++done, damage.Ranges.Count, "ranges"));
        }

        return counts;
    }

    /// <summary>Backwards only what is stale: rows of the source come and go by the application alone.</summary>
    private static async Task<long> MarkRepairedAsync(
        NpgsqlConnection connection, Damage damage, Direction direction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            update underpin.discrepancy
            set repaired_at = clock_timestamp()
            where run = $1 and repaired_at is null and class <> 'inexpressible' and ($2 or class = 'stale')
            """, connection)
        {
            Parameters =
            {
                new() { Value = damage.Verify ?? 0 },
                new() { Value = direction == Direction.Forward },
            },
        };
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

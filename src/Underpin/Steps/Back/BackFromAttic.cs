using Underpin.Changes.Folder;
using Underpin.Changes.Operators;
using Underpin.Changes.Plans;
using Underpin.Postgres;
using Underpin.Steps.CleanUp;
using Underpin.Steps.Repair;
using Underpin.Steps.Verify;

namespace Underpin.Steps.Back;

/// <summary>
/// Puts back what was set aside: the columns have their names again, the application writes them again as the
/// follower, and back.sql fills in what was written meanwhile. Each part is one transaction with its plan.
/// </summary>
internal sealed class BackFromAttic(Database database, TimeProvider time)
{
    public async Task<StepResult> RunAsync(
        ChangeFolder folder, StepCall call, IProgress<StepProgress> progress, CancellationToken cancellationToken)
    {
        var retired = await new RetiredStore(database).ReadAsync(folder.Name, cancellationToken);
        StepResult followed;
        await using (await OperatorLock.ExclusiveAsync(database, folder.Name, "back", cancellationToken))
        {
            // A NOT NULL that was lifted stays lifted until every value is there.
            await new PlanStep(database, time).TakeAsync(
                folder, call, plan => plan with { Stage = Stage.OldStopped }, PlanStep.NoGate,
                (connection, token) => Attic.PutBackAsync(connection, folder, retired, token), cancellationToken);
            followed = await new PlanStep(database, time).TakeAsync(
                folder, call, plan => plan with { Stage = Stage.Expanded }, PlanStep.NoGate,
                alongside: null, cancellationToken);
        }

        return followed with { Said = [.. await FillAsync(folder, retired, progress, cancellationToken), .. followed.Said] };
    }

    /// <summary>Fills in what an earlier going back did not come to: it was killed, and its columns wait.</summary>
    /// <returns>What was done; null where nothing was left to do.</returns>
    public async Task<IReadOnlyList<string>?> FinishAsync(
        ChangeFolder folder, IProgress<StepProgress> progress, CancellationToken cancellationToken)
    {
        var retired = await new RetiredStore(database).ReadAsync(folder.Name, cancellationToken);
        return retired.Count == 0 ? null : await FillAsync(folder, retired, progress, cancellationToken);
    }

    private async Task<IReadOnlyList<string>> FillAsync(
        ChangeFolder folder, IReadOnlyList<Retired> retired, IProgress<StepProgress> progress,
        CancellationToken cancellationToken)
    {
        var filled = await FillAsync(folder, progress, cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await Attic.RequireValuesAsync(connection, folder, retired, cancellationToken);
        await RetiredStore.RemoveAsync(connection, folder.Name, cancellationToken);
        return
        [
            .. retired.Select(column => $"{folder.Source.Table.Plain}.{column.Column} has its name again."),
            $"{filled:N0} rows were filled in from the new tables by back.sql.",
        ];
    }

    /// <returns>How many rows were written.</returns>
    private async Task<long> FillAsync(
        ChangeFolder folder, IProgress<StepProgress> progress, CancellationToken cancellationToken)
    {
        var found = await new VerifyStep(database, time).RunAsync(folder, new VerifyOptions(), progress, cancellationToken);
        if (found.Found == 0)
        {
            return 0;
        }

        var repaired = await new RepairStep(database, time).RunAsync(folder, progress, cancellationToken);
        return repaired.Counts.Written;
    }
}

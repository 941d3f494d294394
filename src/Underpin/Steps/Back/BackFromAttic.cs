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
    public async Task<BackResult> RunAsync(
        ChangeFolder folder, StepCall call, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        var retired = await new RetiredStore(database).ReadAsync(folder.Name, cancellationToken);
        PlanMove followed;
        await using (await OperatorLock.ExclusiveAsync(database, folder.Name, "back", cancellationToken))
        {
            // A NOT NULL that was lifted stays lifted until every value is there.
            await new PlanStep(database, time).TakeAsync(
                folder, call, plan => plan with { Stage = Stage.OldStopped }, PlanStep.NoGate,
                (session, token) => Attic.PutBackAsync(session, folder, retired, token), cancellationToken);
            followed = await new PlanStep(database, time).TakeAsync(
                folder, call, plan => plan with { Stage = Stage.Expanded }, PlanStep.NoGate,
                alongside: null, cancellationToken);
        }

        return await FillAsync(folder, retired, BackResult.Of(followed), call, progress, cancellationToken);
    }

    /// <summary>Fills in what an earlier going back did not come to: it was killed, and its columns wait.</summary>
    /// <returns>What was done; null where nothing was left to do.</returns>
    public async Task<BackResult?> FinishAsync(
        ChangeFolder folder, Plan plan, StepCall call, IProgress<StepProgress>? progress,
        CancellationToken cancellationToken)
    {
        var retired = await new RetiredStore(database).ReadAsync(folder.Name, cancellationToken);
        return retired.Count == 0 ? null : await FillAsync(
            folder, retired, new() { Outcome = StepOutcome.Done, Plan = plan }, call, progress, cancellationToken);
    }

    private async Task<BackResult> FillAsync(
        ChangeFolder folder, IReadOnlyList<Retired> retired, BackResult result, StepCall call,
        IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        var filled = await FillAsync(folder, call, progress, cancellationToken);
        await using var session = await database.SessionAsync(cancellationToken);
        await Attic.RequireValuesAsync(session, folder, retired, cancellationToken);
        await RetiredStore.RemoveAsync(session, folder.Name, cancellationToken);
        return result with
        {
            PutBack = [.. retired.Select(column => $"{folder.Source.Table.Plain}.{column.Column}")],
            Filled = filled,
        };
    }

    /// <returns>How many rows were written.</returns>
    private async Task<long> FillAsync(
        ChangeFolder folder, StepCall call, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        var verify = await new VerifyStep(database, time)
            .RunAsync(folder, new VerifyOptions(), call, progress, cancellationToken);
        if (verify.Found == 0)
        {
            return 0;
        }

        var repair = await new RepairStep(database, time).RunAsync(folder, call, progress, cancellationToken);
        return repair.Counts.Written;
    }
}

using Underpin.Changes.Folder;
using Underpin.Changes.Operators;
using Underpin.Changes.Plans;
using Underpin.Postgres;
using Underpin.Steps.Expand;

namespace Underpin.Steps.Back;

/// <summary>
/// Takes expand back: drops what it added, then says so in the plan. Nobody writes there: writing was taken back
/// before. A killed run is finished by the next one.
/// </summary>
internal sealed class BackFromExpand(Database database, TimeProvider time)
{
    public async Task<BackResult> RunAsync(
        ChangeFolder folder, StepCall call, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        await using var alone = await OperatorLock.ExclusiveAsync(database, folder.Name, "back", cancellationToken);
        var dropped = await new Expansion(database, time)
            .TakeBackAsync(folder.Name, new ExpandOptions(), progress, cancellationToken);
        var plan = await new PlanStore(database, time).CurrentAsync(folder.Name, cancellationToken);
        if (plan.Stage == Stage.Begun)
        {
            // A killed expand leaves statements behind, but no plan that says so.
            return new()
            {
                Outcome = dropped.Count == 0 ? StepOutcome.Nothing : StepOutcome.Done,
                Plan = plan,
                Dropped = dropped,
            };
        }

        var move = await new PlanStep(database, time).TakeAsync(
            folder, call, plan => plan with { Stage = Stage.Begun }, PlanStep.NoGate, alongside: null,
            cancellationToken);
        return BackResult.Of(move) with { Dropped = dropped };
    }
}

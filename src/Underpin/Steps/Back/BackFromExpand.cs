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
    public async Task<StepResult> RunAsync(
        ChangeFolder folder, StepCall call, IProgress<StepProgress> progress, CancellationToken cancellationToken)
    {
        await using var alone = await OperatorLock.ExclusiveAsync(database, folder.Name, "back", cancellationToken);
        var dropped = await new Expansion(database, time)
            .TakeBackAsync(folder.Name, new ExpandOptions(), progress, cancellationToken);
        var plan = await new PlanStore(database, time).CurrentAsync(folder.Name, cancellationToken);
        if (plan.Stage == Stage.Begun && dropped.Count == 0)
        {
            return StepResult.Nothing(plan, $"Nothing to take back: {plan.Say()}.");
        }

        // A killed expand leaves statements behind, but no plan that says so.
        var begun = plan.Stage == Stage.Begun ? StepResult.Done(plan, null) : await new PlanStep(database, time).TakeAsync(
            folder, call, plan => plan with { Stage = Stage.Begun }, PlanStep.NoGate, alongside: null, cancellationToken);
        return begun with
        {
            Said = [.. dropped.Select(added => $"Dropped the {added.Plain}."), .. begun.Said],
        };
    }
}

using Underpin.Changes.Folder;
using Underpin.Changes.Operators;
using Underpin.Changes.Plans;
using Underpin.Postgres;

namespace Underpin.Steps.CleanUp;

/// <summary>
/// Step 5, first half: the old schema is no longer written, every instance acknowledges that, and what is retired is
/// set aside. Each part is one transaction with the plan that says so: a killed run continues at the next part.
/// </summary>
internal sealed class CleanUpStep(Database database, TimeProvider time)
{
    public async Task<CleanUpResult> RunAsync(
        ChangeFolder folder, CleanUpRequest request, StepCall call, CancellationToken cancellationToken)
    {
        await using var alone = await OperatorLock.ExclusiveAsync(database, folder.Name, "clean-up", cancellationToken);
        var plan = await new ChangeStore(database).RequireAsync(folder, cancellationToken);
        if (plan.Stage >= Stage.SetAside)
        {
            return new() { Outcome = StepOutcome.Nothing, Plan = plan };
        }

        var stopped = await StopOldAsync(folder, request, call, cancellationToken);
        if (stopped.Outcome == StepOutcome.Shut)
        {
            return new() { Outcome = stopped.Outcome, Plan = stopped.Plan, Gate = stopped.Gate };
        }

        var aside = await SetAsideAsync(folder, call, cancellationToken);
        return new()
        {
            Outcome = aside.Outcome,
            Plan = aside.Plan,
            Gate = aside.Outcome == StepOutcome.Shut ? aside.Gate : stopped.Gate ?? aside.Gate,
            SetAside = aside.Outcome == StepOutcome.Shut ? [] : [.. folder.Retires.Select(column => column.Plain)],
            Plans = [
                .. new[] { stopped, aside }.Where(move => move.Outcome == StepOutcome.Done).Select(move => move.Plan)],
        };
    }

    private Task<PlanMove> StopOldAsync(
        ChangeFolder folder, CleanUpRequest request, StepCall call, CancellationToken cancellationToken) =>
        new PlanStep(database, time).TakeAsync(
            folder, call,
            earlier => earlier with { Stage = earlier.Stage < Stage.OldStopped ? Stage.OldStopped : earlier.Stage },
            async (earlier, _, token) => await CleanUpGate.ToStopOldAsync(
                new(database, folder, earlier, time)
                {
                    Soak = request.Soak ?? folder.Evidence.Soak,
                    AcceptedLoss = request.AcceptedLoss,
                },
                token),
            alongside: null, cancellationToken);

    private Task<PlanMove> SetAsideAsync(ChangeFolder folder, StepCall call, CancellationToken cancellationToken) =>
        new PlanStep(database, time).TakeAsync(
            folder, call,
            earlier => earlier with { Stage = Stage.SetAside },
            async (earlier, _, token) =>
                await CleanUpGate.ToSetAsideAsync(new(database, folder, earlier, time), token),
            (session, token) => Attic.SetAsideAsync(session, folder, token),
            cancellationToken);
}

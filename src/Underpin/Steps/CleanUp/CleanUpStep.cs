using Underpin.Changes.Folder;
using Underpin.Changes.Operators;
using Underpin.Changes.Plans;
using Underpin.Checks;
using Underpin.Postgres;

namespace Underpin.Steps.CleanUp;

/// <summary>
/// Step 5, first half: the old schema is no longer written, every instance acknowledges that, and what is retired is
/// set aside. Each part is one transaction with the plan that says so: a killed run continues at the next part.
/// </summary>
internal sealed class CleanUpStep(Database database, TimeProvider time)
{
    public async Task<StepResult> RunAsync(
        ChangeFolder folder, CleanUpRequest request, StepCall call, CancellationToken cancellationToken)
    {
        await using var alone = await OperatorLock.ExclusiveAsync(database, folder.Name, "clean-up", cancellationToken);
        var plan = await new ChangeStore(database).RequireAsync(folder, cancellationToken);
        if (plan.Stage >= Stage.SetAside)
        {
            return StepResult.Nothing(plan, $"Nothing to do: {plan.Say()}.");
        }

        var stopped = await new PlanStep(database, time).TakeAsync(
            folder, call,
            earlier => earlier with { Stage = earlier.Stage < Stage.OldStopped ? Stage.OldStopped : earlier.Stage },
            async (earlier, _, token) =>
                await new CleanUpGate(database, new(database, time), time).AskAsync(earlier, request.Soak, request.AcceptedLoss, token),
            alongside: null, cancellationToken);
        return stopped.ExitCode == ExitCode.Done
            ? await SetAsideAsync(folder, call, stopped, cancellationToken)
            : stopped;
    }

    private async Task<StepResult> SetAsideAsync(
        ChangeFolder folder, StepCall call, StepResult stopped, CancellationToken cancellationToken)
    {
        var aside = await new PlanStep(database, time).TakeAsync(
            folder, call,
            earlier => earlier with { Stage = Stage.SetAside },
            async (earlier, _, token) => new Gate("set aside what is retired",
                [await new Instances(database, time).AcknowledgedAsync(earlier, token)]),
            (connection, token) => Attic.SetAsideAsync(connection, folder, token),
            cancellationToken);
        return aside with
        {
            Gate = stopped.Gate ?? aside.Gate,
            Said =
            [
                .. stopped.Said, .. aside.Said,
                .. aside.ExitCode == ExitCode.Done
                    ? folder.Retires.Select(column =>
                        $"{column.Plain} is set aside; `underpin back {folder.Name}` puts it back.")
                    : [],
            ],
        };
    }
}

using Underpin.Changes.Folder;
using Underpin.Changes.Journals;
using Underpin.Changes.Plans;
using Underpin.Checks;
using Underpin.Postgres;

namespace Underpin.Steps;

/// <summary>
/// How every step moves the plan: ask the gate, move behind the fence, journal in the same transaction; and all
/// again if another operator moved it meanwhile.
/// </summary>
internal sealed class PlanStep(Database database, TimeProvider time)
{
    private const int Attempts = 5;

    /// <param name="folder">The change.</param>
    /// <param name="call">Who asks, and whether a shut gate is passed.</param>
    /// <param name="next">From the plan in force to the one that is wanted.</param>
    /// <param name="gate">The gate that this move needs; null where it needs none.</param>
    /// <param name="alongside">Runs in the transaction that moves the plan; null for nothing.</param>
    public async Task<PlanMove> TakeAsync(
        ChangeFolder folder, StepCall call, Func<Plan, Plan> next,
        Func<Plan, Plan, CancellationToken, Task<Gate?>> gate,
        Func<Session, CancellationToken, Task>? alongside, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var plan = call.GoesBack
                ? await new PlanStore(database, time).CurrentAsync(folder.Name, cancellationToken)
                : await new ChangeStore(database).RequireAsync(folder, cancellationToken);
            var wanted = next(plan);
            if (wanted.SameAs(plan))
            {
                return new(StepOutcome.Nothing, plan);
            }

            var asked = await gate(plan, wanted, cancellationToken);
            if (asked is { IsOpen: false } && call.Force is null)
            {
                await new Journal(database).WriteAsync(call.Entry(plan, StepOutcome.Shut, asked), cancellationToken);
                return new(StepOutcome.Shut, plan, asked);
            }

            var entry = call.Entry(plan with { Version = plan.Version + 1 }, StepOutcome.Done, asked) with
            {
                Because = asked is { IsOpen: false } ? call.Force!.Because : null,
            };
            var moved = await new PlanStore(database, time).MoveAsync(
                plan, wanted,
                async (session, token) =>
                {
                    if (alongside is not null)
                    {
                        await alongside(session, token);
                    }

                    await Journal.WriteAsync(session, entry, token);
                },
                cancellationToken);
            if (moved is not null)
            {
                return new(StepOutcome.Done, moved, asked);
            }
        }

        throw new UnderpinException(
            "plan.contested", $"The plan of {folder.Name} is being moved by somebody else, {Attempts} times in a row.",
            $"Look at `underpin journal {folder.Name}`, agree with them, and run the command again.")
        {
            ExitCode = ExitCode.LockNotHad,
        };
    }

    /// <summary>For a move that needs no evidence: taking something back.</summary>
    public static Task<Gate?> NoGate(Plan from, Plan to, CancellationToken cancellationToken) =>
        Task.FromResult<Gate?>(null);
}

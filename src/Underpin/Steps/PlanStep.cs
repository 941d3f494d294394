using Npgsql;
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

    /// <param name="next">From the plan in force to the one that is wanted.</param>
    /// <param name="gate">The gate that this move needs; null where it needs none.</param>
    /// <param name="alongside">Runs in the transaction that moves the plan; null for nothing.</param>
    public async Task<StepResult> TakeAsync(
        ChangeFolder folder, StepCall call, Func<Plan, Plan> next,
        Func<Plan, Plan, CancellationToken, Task<Gate?>> gate,
        Func<NpgsqlConnection, CancellationToken, Task>? alongside, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var plan = call.GoesBack
                ? await new PlanStore(database, time).CurrentAsync(folder.Name, cancellationToken)
                : await new ChangeStore(database).RequireAsync(folder, cancellationToken);
            var wanted = next(plan);
            if (wanted.SameAs(plan))
            {
                return StepResult.Nothing(plan, $"Nothing to do: {plan.Say()}.");
            }

            var asked = await gate(plan, wanted, cancellationToken);
            var entry = new Entry
            {
                Change = folder.Name,
                Command = call.CommandLine,
                Outcome = wanted.Say(),
                PlanVersion = plan.Version + 1,
                Evidence = asked?.Evidence ?? new Dictionary<string, string>(),
            };
            if (asked is { IsOpen: false })
            {
                if (call.Force is null)
                {
                    await new Journal(database).WriteAsync(
                        entry with { Outcome = $"refused: {asked.Step}", PlanVersion = plan.Version }, cancellationToken);
                    return StepResult.Shut(plan, asked);
                }

                entry = entry with { Because = call.Force.Because };
            }

            var moved = await new PlanStore(database, time).MoveAsync(
                plan, wanted,
                async (connection, token) =>
                {
                    if (alongside is not null)
                    {
                        await alongside(connection, token);
                    }

                    await Journal.WriteAsync(connection, entry, token);
                },
                cancellationToken);
            if (moved is not null)
            {
                return StepResult.Done(moved, asked, $"Plan {moved.Version}: {moved.Say()}.");
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

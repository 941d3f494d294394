using Underpin.Changes.Folder;
using Underpin.Changes.Plans;
using Underpin.Checks;
using Underpin.Postgres;
using Underpin.Steps.CleanUp;
using Underpin.Steps.Drop;
using Underpin.Steps.Read;
using Underpin.Steps.Write;

namespace Underpin.Changes.Standing;

/// <summary>Reads where a change stands, and finds the next step by asking the gates in order.</summary>
internal sealed class StatusReader(Database database, TimeProvider time)
{
    public async Task<Status> ReadAsync(ChangeFolder folder, CancellationToken cancellationToken)
    {
        var plan = await new PlanStore(database, time).CurrentAsync(folder.Name, cancellationToken);
        var situation = new Situation(database, folder, plan, time) { Patience = TimeSpan.Zero };
        var populated = await new Populated().AskAsync(situation, cancellationToken);
        var verified = await new Verified().AskAsync(situation, cancellationToken);
        var settled = await new FailuresSettled().AskAsync(situation, cancellationToken);
        var expressible = await new Expressible().AskAsync(situation, cancellationToken);
        return new()
        {
            Plan = plan,
            Steps = Describe(plan, populated, verified),
            // Once the old schema is gone, nobody asks any more what it could express.
            Warnings = plan.Stage == Stage.Dropped
                ? []
                : [.. new[] { settled, expressible }.Where(warning => !warning.Holds)],
            Next = await NextAsync(situation, populated, verified, settled, cancellationToken),
        };
    }

    private static IReadOnlyList<StepState> Describe(Plan plan, Check populated, Check verified)
    {
        var moved = plan.Lead == Lead.New || plan.Stage > Stage.Expanded;
        return
        [
            new(StepName.Expand, plan.Stage >= Stage.Expanded ? Progress.Done : Progress.Waiting, null),
            new(StepName.Write,
                plan.WritesEverything ? Progress.Done : plan.Write.IsNobody ? Progress.Waiting : Progress.Begun, null),
            new(StepName.PopulateAndVerify,
                verified.Holds || moved ? Progress.Done : populated.Holds ? Progress.Begun : Progress.Waiting,
                populated.Holds ? verified : populated),
            new(StepName.Read,
                moved ? Progress.Done
                    : plan.Read.IsNobody && plan.ShadowPercent <= 0 ? Progress.Waiting : Progress.Begun,
                null),
            new(StepName.CleanUp, plan.Stage switch
            {
                Stage.Dropped => Progress.Done,
                > Stage.Expanded => Progress.Begun,
                _ => Progress.Waiting,
            }, null),
        ];
    }

    /// <summary>
    /// What was stopped is finished first; what was found is repaired; else all is compared once more.
    /// </summary>
    private static NextStep AfterVerify(Check verified) => NextStep.Of(verified.Case switch
    {
        CheckCase.Stopped => verified.Objects[0],
        CheckCase.Found => "repair",
        _ => "verify",
    });

    private static async Task<NextStep?> NextAsync(
        Situation situation, Check populated, Check verified, Check settled, CancellationToken cancellationToken)
    {
        var plan = situation.Plan;
        return plan switch
        {
            { Stage: Stage.Begun } => NextStep.Of("expand"),
            { Stage: Stage.Dropped } => null,
            { Stage: Stage.SetAside } => NextStep.Of("clean-up", "--drop")
                .Behind(await DropGate.AskAsync(situation, cancellationToken)),
            { Stage: Stage.OldStopped } => NextStep.Of("clean-up"),
            { Lead: Lead.New } => await AfterLeadAsync(situation, settled, cancellationToken),
            { WritesEverything: false } => NextStep.Of("write", plan.Write.IsNobody ? "10%" : "100%")
                .Behind(await WriteGate.AskAsync(situation, cancellationToken)),
            _ when !populated.Holds => NextStep.Of("populate"),
            _ when !settled.Holds => NextStep.Of("repair"),
            _ when !verified.Holds => AfterVerify(verified),
            _ => await ReadingAsync(situation, cancellationToken),
        };
    }

    private static async Task<NextStep> ReadingAsync(Situation situation, CancellationToken cancellationToken)
    {
        var plan = situation.Plan;
        if (plan.Read.Percent >= 100)
        {
            return NextStep.Of("read", "--lead", "new")
                .Behind(await ReadGate.ToNewAsync(situation, cancellationToken));
        }

        var gate = await ReadGate.AskAsync(situation, cancellationToken);
        return (plan.ShadowPercent <= 0 && !gate.IsOpen
            ? NextStep.Of("read", "--shadow", "5%")
            : NextStep.Of("read", plan.Read.IsNobody ? "10%" : "100%")).Behind(gate);
    }

    private static async Task<NextStep> AfterLeadAsync(
        Situation situation, Check settled, CancellationToken cancellationToken) =>
        !settled.Holds ? NextStep.Of("repair")
        : await new Rebuilt().AskAsync(situation, cancellationToken) is { Holds: false } rebuilt
            ? NextStep.Of(rebuilt.Case == CheckCase.Stopped ? rebuilt.Objects[0] : "verify")
        : NextStep.Of("clean-up").Behind(await CleanUpGate.ToStopOldAsync(situation, cancellationToken));
}

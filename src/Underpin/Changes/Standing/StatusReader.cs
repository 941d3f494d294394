using Underpin.Changes.Folder;
using Underpin.Changes.Plans;
using Underpin.Checks;
using Underpin.Postgres;
using Underpin.Steps.CleanUp;
using Underpin.Steps.Read;
using Underpin.Steps.Write;

namespace Underpin.Changes.Standing;

/// <summary>Reads where a change stands, and finds the next command by asking the gates in order.</summary>
internal sealed class StatusReader(Database database, TimeProvider time)
{
    private readonly Verification _verification = new(database);
    private readonly Instances _instances = new(database, time) { Patience = TimeSpan.Zero };

    public async Task<Status> ReadAsync(ChangeFolder folder, CancellationToken cancellationToken)
    {
        Plan plan;
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            plan = await PlanRow.CurrentAsync(connection, folder.Name, cancellationToken);
        }

        var epochs = await _verification.EpochsAsync(folder.Name, cancellationToken);
        var populated = await _verification.PopulatedAsync(epochs.WritesEverything, cancellationToken);
        var clean = await _verification.CleanAsync(epochs.WritesEverything, "forward", cancellationToken);
        Check[] warnings =
        [
            await _verification.NoFailuresAsync(folder.Name, cancellationToken),
            await new PointOfNoReturn(database).AskAsync(folder.Name, cancellationToken),
        ];
        return new Status
        {
            Plan = plan,
            Steps = Describe(plan, populated, clean),
            // Once the old schema is gone, nobody asks any more what it could express.
            Warnings = plan.Stage == Stage.Dropped ? [] : [.. warnings.Where(warning => !warning.Holds)],
            Next = await NextAsync(folder, plan, populated, clean, warnings[0], cancellationToken),
        };
    }

    private static IReadOnlyList<StepState> Describe(Plan plan, Check populated, Check clean)
    {
        var moved = plan.Lead == Lead.New || plan.Stage > Stage.Expanded;
        return
        [
            new("Expand", plan.Stage >= Stage.Expanded ? Progress.Done : Progress.Waiting, plan.Version == 0
                ? "not begun" : plan.Stage >= Stage.Expanded ? "the new schema is there" : "begun"),
            new("Write", plan.WritesEverything ? Progress.Done : plan.Write.IsNobody ? Progress.Waiting : Progress.Begun,
                plan.Stage > Stage.Expanded ? "only the new schema is written" : $"both at {plan.Write.Say()}"),
            new("Populate, verify", clean.Holds || moved ? Progress.Done : populated.Holds ? Progress.Begun : Progress.Waiting,
                populated.Holds ? clean.Found : populated.Found),
            new("Read", moved ? Progress.Done : plan.Read.IsNobody && plan.ShadowPercent <= 0
                    ? Progress.Waiting : Progress.Begun,
                moved ? "the new schema leads" : $"the new at {plan.Read.Say()}"
                    + (plan.ShadowPercent > 0 ? $", comparing {plan.ShadowPercent:0.##} %" : "")),
            new("Clean up", plan.Stage switch
            {
                Stage.Dropped => Progress.Done,
                > Stage.Expanded => Progress.Begun,
                _ => Progress.Waiting,
            }, plan.Stage > Stage.Expanded ? plan.Say() : "the old schema is whole"),
        ];
    }

    private async Task<NextStep> NextAsync(
        ChangeFolder folder, Plan plan, Check populated, Check clean, Check noFailures,
        CancellationToken cancellationToken)
    {
        var name = folder.Name;
        return plan switch
        {
            { Stage: Stage.Begun } => new($"underpin expand {name}", null),
            { Stage: Stage.Dropped } => new(null, null),
            { Stage: Stage.SetAside } => new($"underpin clean-up {name} --drop",
                await new DropGate(database, _instances, time).AskAsync(
                    folder, plan, folder.Evidence.Soak, cancellationToken)),
            { Stage: Stage.OldStopped } => new($"underpin clean-up {name}", null),
            { Lead: Lead.New } => await AfterLeadAsync(folder, plan, noFailures, cancellationToken),
            { WritesEverything: false } => new(
                $"underpin write {name} {(plan.Write.IsNobody ? "10%" : "100%")}",
                await new WriteGate(_instances).AskAsync(plan, cancellationToken)),
            _ when !populated.Holds => new($"underpin populate {name}", null),
            _ when !noFailures.Holds => new($"underpin repair {name}", null),
            _ when !clean.Holds => new(
                clean.Found.Contains("found", StringComparison.Ordinal)
                    ? $"underpin repair {name}" : $"underpin verify {name}", null),
            _ => await ReadingAsync(folder, plan, cancellationToken),
        };
    }

    private async Task<NextStep> ReadingAsync(ChangeFolder folder, Plan plan, CancellationToken cancellationToken)
    {
        if (plan.Read.Percent >= 100)
        {
            return new($"underpin read {folder.Name} --lead new", await new LeadGate(database, _instances)
                .ToNewAsync(folder, plan, cancellationToken));
        }

        var gate = await new ReadGate(database).AskAsync(folder, plan, cancellationToken);
        return new(
            plan.ShadowPercent <= 0 && !gate.IsOpen ? $"underpin read {folder.Name} --shadow 5%"
            : $"underpin read {folder.Name} {(plan.Read.IsNobody ? "10%" : "100%")}",
            gate);
    }

    private async Task<NextStep> AfterLeadAsync(
        ChangeFolder folder, Plan plan, Check noFailures, CancellationToken cancellationToken)
    {
        var epoch = (await _verification.EpochsAsync(folder.Name, cancellationToken)).NewLeads;
        var rebuilt = await _verification.CleanAsync(epoch, "reverse", cancellationToken);
        return !noFailures.Holds ? new($"underpin repair {folder.Name}", null)
            : !rebuilt.Holds ? new($"underpin verify {folder.Name}", null)
            : new($"underpin clean-up {folder.Name}", await new CleanUpGate(database, _instances, time)
                .AskAsync(plan, folder.Evidence.Soak, acceptedLoss: 0, cancellationToken));
    }
}

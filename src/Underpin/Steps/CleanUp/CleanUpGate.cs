using Underpin.Changes.Folder;
using Underpin.Changes.Plans;
using Underpin.Checks;
using Underpin.Postgres;

namespace Underpin.Steps.CleanUp;

/// <summary>Before the old schema is no longer written: the new one has been in charge, and nothing would be lost.</summary>
internal sealed class CleanUpGate(Database database, Instances instances, TimeProvider time)
{
    /// <param name="soak">How long the new schema must have been in charge.</param>
    /// <param name="acceptedLoss">How many rows the user accepts that back.sql cannot rebuild.</param>
    public async Task<Gate> AskAsync(
        Plan plan, TimeSpan soak, long acceptedLoss, CancellationToken cancellationToken)
    {
        var verification = new Verification(database);
        var epochs = await verification.EpochsAsync(plan.Change, cancellationToken);
        var inCharge = epochs.NewIsInCharge;
        var elapsed = inCharge is null ? TimeSpan.Zero : time.GetUtcNow() - inCharge.MadeAt;
        var rebuilt = await verification.CleanAsync(epochs.NewLeads, "reverse", cancellationToken);
        return new("stop writing the old schema and set it aside", [
            new("the new schema answers every read", plan.Read.Percent >= 100, $"reading at {plan.Read.Percent:0.##} %"),
            new("the new schema leads", plan.Lead == Lead.New, $"{PlanRow.Say(plan.Lead)} leads"),
            new($"it has been in charge for {Duration.Say(soak)}", inCharge is not null && elapsed >= soak,
                inCharge is null ? "not yet" : $"for {Duration.Say(elapsed)}, since {inCharge.MadeAt:u}"),
            await instances.AcknowledgedAsync(plan, cancellationToken),
            await verification.NoFailuresAsync(plan.Change, cancellationToken),
            acceptedLoss == 0 ? rebuilt : await AcceptAsync(plan, rebuilt, acceptedLoss, cancellationToken),
        ]);
    }

    private async Task<Check> AcceptAsync(
        Plan plan, Check rebuilt, long accepted, CancellationToken cancellationToken)
    {
        if (rebuilt.Holds)
        {
            return rebuilt;
        }

        var lost = await new Loss(database).CountAsync(plan.Change, cancellationToken);
        return lost == accepted
            ? rebuilt with { Holds = true, Found = $"{lost:N0} rows that back.sql cannot rebuild were accepted" }
            : rebuilt with { Found = $"{lost:N0} rows cannot be rebuilt, {accepted:N0} were accepted" };
    }
}

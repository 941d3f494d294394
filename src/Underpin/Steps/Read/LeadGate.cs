using Underpin.Changes.Folder;
using Underpin.Changes.Plans;
using Underpin.Checks;
using Underpin.Postgres;

namespace Underpin.Steps.Read;

/// <summary>Before the lead moves, either way: what takes over holds everything that what leads now holds.</summary>
internal sealed class LeadGate(Database database, Instances instances)
{
    /// <summary>Before the new schema leads.</summary>
    public async Task<Gate> ToNewAsync(ChangeFolder folder, Plan plan, CancellationToken cancellationToken)
    {
        var read = await new ReadGate(database).AskAsync(folder, plan, cancellationToken);
        return new("let the new schema lead", [
            new("the new schema answers every read", plan.Read.Percent >= 100, $"reading at {plan.Read.Percent:0.##} %"),
            .. read.Checks,
            await instances.AcknowledgedAsync(plan, cancellationToken),
        ]);
    }

    /// <summary>Before the old schema leads again: it followed every write, and can express every row.</summary>
    public async Task<Gate> ToOldAsync(Plan plan, CancellationToken cancellationToken)
    {
        var verification = new Verification(database);
        var epoch = (await verification.EpochsAsync(plan.Change, cancellationToken)).NewLeads;
        return new("let the old schema lead again", [
            await verification.CleanAsync(epoch, "reverse", cancellationToken),
            await verification.NoFailuresAsync(plan.Change, cancellationToken),
            await new PointOfNoReturn(database).AskAsync(plan.Change, cancellationToken),
        ]);
    }
}

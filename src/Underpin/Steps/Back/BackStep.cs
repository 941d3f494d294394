using Underpin.Changes.Folder;
using Underpin.Changes.Plans;
using Underpin.Postgres;
using Underpin.Steps.Read;
using Underpin.Steps.Write;

namespace Underpin.Steps.Back;

/// <summary>Takes the last step back: every one but the drop, one at a time.</summary>
internal sealed class BackStep(Database database, TimeProvider time)
{
    public async Task<BackResult> RunAsync(
        ChangeFolder folder, StepCall call, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        var plan = await new PlanStore(database, time).CurrentAsync(folder.Name, cancellationToken);
        var gate = await BackGate.AskAsync(new(database, folder, plan, time), cancellationToken);
        if (!gate.IsOpen)
        {
            return new() { Outcome = StepOutcome.Shut, Plan = plan, Gate = gate };
        }

        call = call with { GoesBack = true };
        return plan switch
        {
            { Stage: Stage.SetAside or Stage.OldStopped } =>
                await new BackFromAttic(database, time).RunAsync(folder, call, progress, cancellationToken),
            { Lead: Lead.New } =>
                await new BackFromAttic(database, time).FinishAsync(folder, plan, call, progress, cancellationToken)
                ?? await ReadAsync(folder, new() { Lead = Lead.Old }, call, cancellationToken),
            { Read.IsNobody: false } or { ShadowPercent: > 0 } =>
                await ReadAsync(folder, new() { Percent = 0, ShadowPercent = 0 }, call, cancellationToken),
            { Write.IsNobody: false } => BackResult.Of(
                await new WriteStep(database, time).RunAsync(folder, new() { Percent = 0 }, call, cancellationToken)),
            { Version: 0 } => new() { Outcome = StepOutcome.Nothing, Plan = plan },
            _ => await new BackFromExpand(database, time).RunAsync(folder, call, progress, cancellationToken),
        };
    }

    private async Task<BackResult> ReadAsync(
        ChangeFolder folder, ReadRequest request, StepCall call, CancellationToken cancellationToken) =>
        BackResult.Of(await new ReadStep(database, time).RunAsync(folder, request, call, cancellationToken));
}

using Underpin.Changes.Folder;
using Underpin.Changes.Plans;
using Underpin.Postgres;
using Underpin.Steps.Read;
using Underpin.Steps.Write;

namespace Underpin.Steps.Back;

/// <summary>Takes the last step back: every one but the drop, one at a time.</summary>
internal sealed class BackStep(Database database, TimeProvider time)
{
    public async Task<StepResult> RunAsync(
        ChangeFolder folder, StepCall call, IProgress<StepProgress> progress, CancellationToken cancellationToken)
    {
        var plan = await new PlanStore(database, time).CurrentAsync(folder.Name, cancellationToken);
        call = call with { GoesBack = true };
        return plan switch
        {
            { Stage: Stage.Dropped } => throw new UnderpinException(
                "back.dropped", $"The old schema of {folder.Name} was dropped: there is no way back.",
                "Its values are in the archive that `underpin journal` names.")
            {
                ExitCode = ExitCode.Findings,
            },
            { Stage: Stage.SetAside or Stage.OldStopped } =>
                await new BackFromAttic(database, time).RunAsync(folder, call, progress, cancellationToken),
            { Lead: Lead.New } when await new BackFromAttic(database, time).FinishAsync(folder, progress, cancellationToken)
                is { } finished => StepResult.Done(plan, gate: null, [.. finished]),
            { Lead: Lead.New } => await ReadAsync(folder, new() { Lead = Lead.Old }, call, cancellationToken),
            { Read.IsNobody: false } or { ShadowPercent: > 0 } =>
                await ReadAsync(folder, new() { Percent = 0, ShadowPercent = 0 }, call, cancellationToken),
            { Write.IsNobody: false } => await new WriteStep(database, time).RunAsync(
                folder, new() { Percent = 0 }, call, cancellationToken),
            { Version: 0 } => StepResult.Nothing(plan, $"Nothing to take back: {folder.Name} has not begun here."),
            _ => await new BackFromExpand(database, time).RunAsync(folder, call, progress, cancellationToken),
        };
    }

    private Task<StepResult> ReadAsync(
        ChangeFolder folder, ReadRequest request, StepCall call, CancellationToken cancellationToken) =>
        new ReadStep(database, time).RunAsync(folder, request, call, cancellationToken);
}

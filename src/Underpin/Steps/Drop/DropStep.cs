using Underpin.Changes.Folder;
using Underpin.Changes.Journals;
using Underpin.Changes.Operators;
using Underpin.Changes.Plans;
using Underpin.Checks;
using Underpin.Postgres;
using Underpin.Steps.CleanUp;

namespace Underpin.Steps.Drop;

/// <summary>
/// Step 5, second half, and the only one that cannot be taken back: archive what was set aside, then drop it.
/// </summary>
internal sealed class DropStep(Database database, TimeProvider time)
{
    public async Task<DropResult> RunAsync(
        ChangeFolder folder, DropRequest request, StepCall call, IProgress<StepProgress>? progress,
        CancellationToken cancellationToken)
    {
        await using var alone = await OperatorLock.ExclusiveAsync(database, folder.Name, "clean-up", cancellationToken);
        var plan = await new ChangeStore(database).RequireAsync(folder, cancellationToken);
        if (plan.Stage == Stage.Dropped)
        {
            return new() { Outcome = StepOutcome.Nothing, Plan = plan };
        }

        if (plan.Stage != Stage.SetAside)
        {
            throw new UnderpinException(
                "drop.early", $"Nothing of {folder.Name} is set aside yet, so nothing can be dropped.",
                $"Run `underpin clean-up {folder.Name}` first.")
            {
                ExitCode = ExitCode.Findings,
            };
        }

        var gate = await DropGate.AskAsync(
            new(database, folder, plan, time) { Soak = request.Soak ?? folder.Evidence.Soak }, cancellationToken);
        if (!gate.IsOpen && call.Force is null)
        {
            await new Journal(database).WriteAsync(call.Entry(plan, StepOutcome.Shut, gate), cancellationToken);
            return new() { Outcome = StepOutcome.Shut, Plan = plan, Gate = gate };
        }

        var archive = await ArchiveAsync(
            folder, request.Archive ?? Path.Combine(folder.Path, "archive", $"{folder.Name}.csv.gz"), progress,
            cancellationToken);
        var move = await DropAsync(folder, gate, call, cancellationToken);
        return new() { Outcome = move.Outcome, Plan = move.Plan, Gate = gate, Archive = archive };
    }

    private async Task<PlanMove> DropAsync(
        ChangeFolder folder, Gate gate, StepCall call, CancellationToken cancellationToken)
    {
        var retired = await new RetiredStore(database).ReadAsync(folder.Name, cancellationToken);
        return await new PlanStep(database, time).TakeAsync(
            folder, call,
            earlier => earlier with { Stage = Stage.Dropped },
            (_, _, _) => Task.FromResult<Gate?>(gate),
            async (session, token) =>
            {
                await Attic.DropAsync(session, folder, retired, token);
                await RetiredStore.DroppedAsync(session, folder.Name, token);
            },
            cancellationToken);
    }

    /// <summary>An archive that an earlier run wrote, and that is still whole, serves.</summary>
    private async Task<ArchiveFile> ArchiveAsync(
        ChangeFolder folder, string path, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        var store = new RetiredStore(database);
        var retired = await store.ReadAsync(folder.Name, cancellationToken);
        if (retired.Count > 0 && await Archive.IsWholeAsync(retired[0], cancellationToken))
        {
            return new(retired[0].Archive!, retired[0].Sha256!, retired[0].Rows!.Value);
        }

        var file = await new Archive(database).WriteAsync(folder, retired, path, progress, cancellationToken);
        await store.ArchivedAsync(folder.Name, file, cancellationToken);
        return file;
    }
}

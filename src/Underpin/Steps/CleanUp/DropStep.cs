using Underpin.Changes.Folder;
using Underpin.Changes.Operators;
using Underpin.Changes.Plans;
using Underpin.Checks;
using Underpin.Postgres;

namespace Underpin.Steps.CleanUp;

/// <summary>Step 5, second half, and the only one that cannot be taken back: archive what was set aside, then drop it.</summary>
internal sealed class DropStep(Database database, TimeProvider time)
{
    /// <param name="archivePath">Where the archive goes; full path.</param>
    public async Task<StepResult> RunAsync(
        ChangeFolder folder, CleanUpRequest request, string archivePath, StepCall call,
        IProgress<StepProgress> progress, CancellationToken cancellationToken)
    {
        await using var alone = await OperatorLock.ExclusiveAsync(database, folder.Name, "clean-up", cancellationToken);
        var plan = await new ChangeStore(database).RequireAsync(folder, cancellationToken);
        if (plan.Stage == Stage.Dropped)
        {
            return StepResult.Nothing(plan, $"Nothing to do: {plan.Say()}.");
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

        var gate = await new DropGate(database, new(database, time), time).AskAsync(folder, plan, request.Soak, cancellationToken);
        if (!gate.IsOpen && call.Force is null)
        {
            return StepResult.Shut(plan, gate);
        }

        var archive = await ArchiveAsync(folder, archivePath, progress, cancellationToken);
        var retired = await new RetiredStore(database).ReadAsync(folder.Name, cancellationToken);
        var dropped = await new PlanStep(database, time).TakeAsync(
            folder, call,
            earlier => earlier with { Stage = Stage.Dropped },
            (_, _, _) => Task.FromResult<Gate?>(gate),
            async (connection, token) =>
            {
                await Attic.DropAsync(connection, folder, retired, token);
                await RetiredStore.DroppedAsync(connection, folder.Name, token);
            },
            cancellationToken);
        return dropped with
        {
            Said = [$"{archive.Rows:N0} rows archived in {archive.Path} (SHA-256 {archive.Sha256}).", .. dropped.Said],
        };
    }

    /// <summary>An archive that an earlier run wrote, and that is still whole, serves.</summary>
    private async Task<ArchiveFile> ArchiveAsync(
        ChangeFolder folder, string path, IProgress<StepProgress> progress, CancellationToken cancellationToken)
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

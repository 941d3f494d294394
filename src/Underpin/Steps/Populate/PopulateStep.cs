using Underpin.Changes.Folder;
using Underpin.Changes.Operators;
using Underpin.Changes.Plans;
using Underpin.Checks;
using Underpin.Engine;
using Underpin.Mappings;
using Underpin.Postgres;

namespace Underpin.Steps.Populate;

/// <summary>
/// Step 3: fills the targets from the source, range by range, beside the application that writes both. A killed
/// populate continues where it stopped; one that has nothing to do writes nothing.
/// </summary>
internal sealed class PopulateStep(Database database, TimeProvider time)
{
    public async Task<PopulateResult> RunAsync(
        ChangeFolder folder, PopulateOptions options, IProgress<StepProgress>? progress,
        CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var plan = await new ChangeStore(database).RequireAsync(folder, cancellationToken);
        RequireSense(plan);
        await using var alone = await OperatorLock.SharedAsync(database, folder.Name, "populate", cancellationToken);
        var epoch = await WritesEverythingSinceAsync(plan, cancellationToken);
        if (epoch is not null)
        {
            await new OlderTransactions(database, time) { Patience = options.Patience }
                .WaitAsync(epoch, progress, cancellationToken);
        }

        var mapping = await ReadMappingAsync(folder, cancellationToken);
        var runs = new RunStore(database);
        var wanted = new Run
        {
            Id = 0,
            Change = folder.Name,
            Kind = RunKind.Populate,
            Rehearsal = epoch is null,
            PlanVersion = plan.Version,
            BatchSize = options.BatchSize,
        };
        var run = await runs.OpenPopulateAsync(
            wanted, sinceVersion: epoch?.Version ?? 0, mapping.SourceSql, cancellationToken);
        var merge = new ForwardMerge(mapping.SourceSql, mapping.Targets) { Lock = options.Lock };
        var tally = await WorkAsync(run, merge, options.Workers, progress, cancellationToken);
        if (tally.Counts.Written > 0)
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            await Statistics.RefreshAsync(connection, merge.Targets, cancellationToken);
        }

        var finished = await runs.FinishAsync(run, cancellationToken);
        return new PopulateResult
        {
            Run = finished,
            Counts = tally.Counts,
            Batches = tally.Batches,
            Retries = tally.Retries,
            Elapsed = time.GetElapsedTime(started),
            RehearsalBecause = !finished.Rehearsal ? null
                : epoch is null ? $"writing is at {plan.Write.Percent:0.##} %"
                : "the plan left 100 % while it ran",
        };
    }

    private static void RequireSense(Plan plan)
    {
        if (plan.Stage < Stage.Expanded)
        {
            throw Shut($"{plan.Change} is not expanded: there is nothing to populate yet.",
                $"Run `underpin expand {plan.Change}` first.");
        }

        if (plan.Lead == Lead.New || plan.Stage > Stage.Expanded)
        {
            throw Shut($"The new schema of {plan.Change} leads: populating it from the old one would take rows away.",
                $"Nothing needs to be populated; `underpin verify {plan.Change}` compares the two.");
        }
    }

    private static UnderpinException Shut(string message, string hint) =>
        new("populate.gate", message, hint) { ExitCode = ExitCode.Findings };

    /// <summary>The first plan since which every write has reached both schemas; null where it does not now.</summary>
    private async Task<Plan?> WritesEverythingSinceAsync(Plan plan, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var history = await PlanRow.HistoryAsync(connection, plan.Change, cancellationToken);
        return new Epochs(history).WritesEverything;
    }

    private async Task<ChangeMapping> ReadMappingAsync(ChangeFolder folder, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await new MappingReader(connection).ReadAsync(folder, cancellationToken);
    }

    private async Task<Tally> WorkAsync(
        Run run, Merge merge, int workers, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        var (rowsBefore, rowsInAll) = await new RunStore(database).RowsAsync(run, cancellationToken);
        var tally = new Tally(rowsBefore, rowsInAll, progress);
        using var together = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = Enumerable.Range(0, workers)
            .Select(number => new PopulateWorker(database, run, merge, tally, new Conflict(number, time), time))
            .Select(worker => worker.RunAsync(together.Token))
            .ToList();
        while (running.Count > 0)
        {
            var ended = await Task.WhenAny(running);
            running.Remove(ended);
            if (!ended.IsCompletedSuccessfully)
            {
                // One worker's failure is the run's: the others roll their batch back before it is told.
                await together.CancelAsync();
                await Task.WhenAll(running).ContinueWith(_ => { }, TaskScheduler.Default);
                await ended;
            }
        }

        return tally;
    }
}

using Underpin.Mappings;
using Underpin.Postgres;

namespace Underpin.Engine;

/// <summary>
/// The walk over the ranges of a run: any number of workers, in any number of processes, each of which claims a range,
/// works on it, and marks it as done. Populate, verify and repair are the work that is done on a range.
/// </summary>
/// <param name="database">Where the run and its ranges are.</param>
/// <param name="source">Says where a range can be cut, to find the key that fails.</param>
/// <param name="time">For pauses.</param>
internal sealed class Walk(Database database, SourceSql source, TimeProvider time)
{
    /// <summary>How many sessions of this process work at the same time.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>How long a worker's claim may rest while the work is done in another session.</summary>
    public TimeSpan LongestRest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Works until no range of the run is left open, whoever works on it.</summary>
    /// <param name="run">Begun, with its ranges planned.</param>
    /// <param name="work">Makes the work of one worker.</param>
    /// <param name="progress">Told after each range.</param>
    /// <param name="cancellationToken">Stops; what is done stays done.</param>
    /// <exception cref="UnderpinException">A range failed; the key that it failed of is named.</exception>
    public async Task<WalkCount> RunAsync(
        Run run, Func<RangeWork> work, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        var (rowsBefore, rowsInAll) = await new RunStore(database).RowsAsync(run, cancellationToken);
        var count = new WalkCount(rowsBefore, rowsInAll, progress);
        using var together = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = Enumerable.Range(0, Workers)
            .Select(number => new WalkWorker(database, run, source, count, new Conflict(number, time), time)
            {
                LongestRest = LongestRest,
            })
            .Select(worker => worker.RunAsync(work, together.Token))
            .ToList();
        while (running.Count > 0)
        {
            var ended = await Task.WhenAny(running);
            running.Remove(ended);
            if (!ended.IsCompletedSuccessfully)
            {
                // One worker's failure is the run's: the others roll their range back before it is told.
                await together.CancelAsync();
                await Task.WhenAll(running).ContinueWith(_ => { }, TaskScheduler.Default);
                await ended;
            }
        }

        return count;
    }
}

using Underpin.Mappings;

namespace Underpin.Engine;

/// <summary>What the workers of one process have done together, told as progress.</summary>
/// <param name="rowsBefore">Source rows that were done before this process came.</param>
/// <param name="rowsInAll">About how many there are.</param>
/// <param name="progress">Told after each range.</param>
internal sealed class WalkCount(long rowsBefore, long rowsInAll, IProgress<StepProgress>? progress)
{
    private readonly Lock _lock = new();
    private long _wrote;
    private long _retries;

    public MergeCounts Counts { get; private set; }

    public long Batches { get; private set; }

    public long Retries => Interlocked.Read(ref _retries);

    /// <returns>
    /// The planner should look at the targets again: at the first range that wrote, and each time there are four times
    /// as many.
    /// </returns>
    public bool Add(RangeCounts counts)
    {
        lock (_lock)
        {
            Counts += counts.Rows;
            Batches++;
            var done = rowsBefore + Counts.SourceRows;
            progress?.Report(new(done, Math.Max(rowsInAll, done), "rows"));
            return counts.Rows.Written > 0 && IsPowerOfFour(++_wrote);
        }
    }

    public void Retry() => Interlocked.Increment(ref _retries);

    private static bool IsPowerOfFour(long number) =>
        long.IsPow2(number) && long.TrailingZeroCount(number) % 2 == 0;
}

using Underpin.Mappings;

namespace Underpin.Steps.Populate;

/// <summary>What the workers of one process have done together, told as progress.</summary>
internal sealed class Tally(long rowsBefore, long? rowsInAll, IProgress<StepProgress>? progress)
{
    private readonly Lock _lock = new();
    private MergeCounts _counts;
    private long _batches;
    private long _wrote;
    private long _retries;

    public MergeCounts Counts
    {
        get
        {
            lock (_lock)
            {
                return _counts;
            }
        }
    }

    public long Batches => Interlocked.Read(ref _batches);

    public long Retries => Interlocked.Read(ref _retries);

    /// <returns>The planner should look at the targets again: at the first batch that wrote, and each time there are four times as many.</returns>
    public bool Add(MergeCounts counts)
    {
        lock (_lock)
        {
            _counts += counts;
            _batches++;
            var done = rowsBefore + _counts.SourceRows;
            progress?.Report(new(done, rowsInAll is { } all ? Math.Max(all, done) : null, "rows"));
            return counts.Written > 0 && IsPowerOfFour(++_wrote);
        }
    }

    public void Retry() => Interlocked.Increment(ref _retries);

    private static bool IsPowerOfFour(long number) =>
        long.IsPow2(number) && long.TrailingZeroCount(number) % 2 == 0;
}

namespace Underpin.Demo.Traffic;

/// <summary>
/// Readers and writers who come at a fixed rate, whether or not those before them were served: a server that stalls
/// is seen to.
/// </summary>
internal sealed class Visitors(Readers readers, Writers writers, int rate, TimeProvider time)
{
    private const double ShareOfWrites = 0.2;

    private static readonly TimeSpan _opening = TimeSpan.FromSeconds(5);

    private readonly Random _random = new(2_026);

    private int _waiting;

    /// <summary>How many have not been served yet.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Sends until it is stopped, then waits for the answers that are still out.</summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        var visits = new HashSet<Task>();
        var startedAt = time.GetTimestamp();
        var intendedAt = startedAt;
        for (var sent = 0L; !stop.IsCancellationRequested; sent++)
        {
            // Instances that just started are not fit for the whole crowd yet.
            var ready = Math.Clamp(time.GetElapsedTime(startedAt, intendedAt) / _opening, 0.1, 1);
            intendedAt += (long)(time.TimestampFrequency / (rate * ready));
            var early = time.GetElapsedTime(time.GetTimestamp(), intendedAt);
            if (early > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(early, time, CancellationToken.None);
            }

            var seed = _random.Next();
            var at = intendedAt;
            visits.Add(Task.Run(() => VisitAsync(new Random(seed), at, abort), CancellationToken.None));
            if (sent % 64 == 0)
            {
                foreach (var done in visits.Where(visit => visit.IsCompleted).ToList())
                {
                    await done;
                    visits.Remove(done);
                }
            }
        }

        await Task.WhenAll(visits);
    }

    private async Task VisitAsync(Random random, long intendedAt, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await (random.NextDouble() < ShareOfWrites
                ? writers.VisitAsync(random, intendedAt, cancellationToken)
                : readers.VisitAsync(random, intendedAt, cancellationToken));
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>
    /// One in twenty is Anna of the committee, one in twenty Old Tom, for whom the change is on first.
    /// </summary>
    public static string User(Random random) => random.Next(20) switch
    {
        0 => "anna",
        1 => "old-tom",
        var other => $"player-{other * 50 + random.Next(50)}",
    };
}

namespace Underpin.Demo.Traffic;

/// <summary>
/// Readers and writers who come at a fixed rate, whether or not those before them were served: a server that stalls
/// is seen to.
/// </summary>
internal sealed class Visitors(Readers readers, Writers writers, int rate, TimeProvider time)
{
    private const double ShareOfWrites = 0.2;

    private readonly Random _random = new(2_026);

    /// <summary>Sends until it is stopped, then waits for the answers that are still out.</summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        var visits = new HashSet<Task>();
        var startedAt = time.GetTimestamp();
        for (var sent = 0L; !stop.IsCancellationRequested; sent++)
        {
            var intendedAt = startedAt + (long)(sent * (time.TimestampFrequency / (double)rate));
            var early = time.GetElapsedTime(time.GetTimestamp(), intendedAt);
            if (early > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(early, time, CancellationToken.None);
            }

            var seed = _random.Next();
            visits.Add(Task.Run(() => VisitAsync(new Random(seed), intendedAt, abort), CancellationToken.None));
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

    private Task VisitAsync(Random random, long intendedAt, CancellationToken cancellationToken) =>
        random.NextDouble() < ShareOfWrites
            ? writers.VisitAsync(random, intendedAt, cancellationToken)
            : readers.VisitAsync(random, intendedAt, cancellationToken);

    /// <summary>One in twenty is Anna of the committee, one in twenty Old Tom, for whom the change is on first.</summary>
    public static string User(Random random) => random.Next(20) switch
    {
        0 => "anna",
        1 => "old-tom",
        var other => $"player-{other * 50 + random.Next(50)}",
    };
}

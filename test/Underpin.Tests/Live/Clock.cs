namespace Underpin.Tests.Live;

/// <summary>The system's clocks, which a test can set forward, one by one or both.</summary>
internal sealed class Clock : TimeProvider
{
    private long _monotonic;
    private long _wall;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _wall));

    public override long GetTimestamp() => System.GetTimestamp() + Interlocked.Read(ref _monotonic);

    public void Advance(TimeSpan monotonic, TimeSpan wall)
    {
        Interlocked.Add(ref _monotonic, (long)(monotonic.TotalSeconds * TimestampFrequency));
        Interlocked.Add(ref _wall, wall.Ticks);
    }
}

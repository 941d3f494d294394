namespace Underpin.Live.Plans;

/// <summary>
/// How long this instance may trust what it knows. Counted from before the renewal was sent, by two clocks: the
/// monotonic one stands still while a machine is suspended, and the wall clock may be set back.
/// </summary>
internal sealed class Lease(TimeSpan length, TimeProvider time)
{
    private volatile Moment? _renewed;

    public TimeSpan Length => length;

    public bool IsValid => _renewed is { } moment && Age(moment) < length;

    /// <summary>How long ago it was renewed; null before the first time.</summary>
    public TimeSpan? RenewedAgo => _renewed is { } moment ? Age(moment) : null;

    public Moment Now() => new(time.GetTimestamp(), time.GetUtcNow());

    public void RenewedAt(Moment moment) => _renewed = moment;

    private TimeSpan Age(Moment moment)
    {
        var monotonic = time.GetElapsedTime(moment.Timestamp);
        var wall = time.GetUtcNow() - moment.Wall;
        return monotonic > wall ? monotonic : wall;
    }

    internal sealed record Moment(long Timestamp, DateTimeOffset Wall);
}

namespace Underpin.Demo.Traffic;

/// <summary>A course that the writers write: one of them at a time, so that they know what must be answered.</summary>
internal sealed class LivelyCourse(OldShape shape)
{
    private int _taken;

    /// <summary>What was written last; its name stays when it is deleted.</summary>
    public OldShape Shape { get; set; } = shape;

    public bool Exists { get; set; } = true;

    /// <summary>A write whose outcome nobody knows: it counted as failed, and nothing is expected any more.</summary>
    public bool Unknown { get; set; }

    /// <summary>More architects than the old shape has; only its API is used then.</summary>
    public bool HasMore { get; set; }

    public bool TryTake() => !Unknown && Interlocked.Exchange(ref _taken, 1) == 0;

    public void Release() => Volatile.Write(ref _taken, 0);
}

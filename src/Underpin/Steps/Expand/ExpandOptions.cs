namespace Underpin.Steps.Expand;

/// <summary>How patient expand is.</summary>
public sealed record ExpandOptions
{
    /// <summary>How long one try may wait for a lock; everybody who comes after it waits behind it.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long one statement is tried again and again.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A database of another server, on which the scratch copy is made; null: on the same server.</summary>
    public string? ScratchServer { get; init; }

    /// <summary>Passes a shut gate; null to stop there.</summary>
    public Force? Force { get; init; }
}

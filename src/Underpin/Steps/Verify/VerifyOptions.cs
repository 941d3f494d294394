namespace Underpin.Steps.Verify;

/// <summary>How a verify goes about its work.</summary>
public sealed record VerifyOptions
{
    /// <summary>How many sessions compare at the same time.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Source rows in a range, which are compared in one snapshot.</summary>
    public int BatchSize { get; init; } = 50_000;

    /// <summary>How many discrepancies of a range and target are stored; all are counted.</summary>
    public int StoredAtMost { get; init; } = 1000;

    /// <summary>How many of the stored discrepancies the result brings.</summary>
    public int ShownAtMost { get; init; } = 1000;
}

namespace Underpin.Steps.Verify;

/// <summary>How a verify goes about its work.</summary>
internal sealed record VerifyOptions
{
    public int Workers { get; init; } = 1;

    /// <summary>Source rows in a range, which are compared in one snapshot.</summary>
    public int BatchSize { get; init; } = 50_000;

    /// <summary>How many discrepancies of a range and target are stored, and so can be shown; all are counted.</summary>
    public int StoredAtMost { get; init; } = 1000;
}

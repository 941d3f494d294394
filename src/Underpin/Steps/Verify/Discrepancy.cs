namespace Underpin.Steps.Verify;

/// <summary>A difference between what is derived from the leader and what the follower holds.</summary>
public sealed record Discrepancy
{
    /// <summary>The table it is in, as the folder names it.</summary>
    public required string Target { get; init; }

    /// <summary>Null for a row that is owed to many source keys.</summary>
    public required long? SourceKey { get; init; }

    /// <summary>The key columns, as a JSON object.</summary>
    public required string TargetKey { get; init; }

    /// <summary>The row as it should be, as a JSON object; null where there should be none.</summary>
    public required string? Expected { get; init; }

    /// <summary>The row as it is, as a JSON object; null where there is none.</summary>
    public required string? Actual { get; init; }

    /// <summary>The columns that differ, where both rows are there.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>What is wrong with it.</summary>
    public required DiscrepancyClass Class { get; init; }
}

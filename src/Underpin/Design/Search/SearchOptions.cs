namespace Underpin.Design.Search;

/// <summary>How far a search goes.</summary>
public sealed record SearchOptions
{
    /// <summary>The same seed makes the same histories.</summary>
    public required int Seed { get; init; }

    /// <summary>Only this rule; null: all that have a query.</summary>
    public string? Rule { get; init; }

    /// <summary>Random histories for each rule.</summary>
    public int Histories { get; init; } = 200;

    /// <summary>
    /// The search of a rule ends after this share of the time, though histories be left; null: no limit.
    /// </summary>
    public TimeSpan? Time { get; init; }
}

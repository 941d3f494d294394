using Underpin.Design.Folder;

namespace Underpin.Design.Testing;

/// <summary>One scenario run against one candidate.</summary>
internal sealed record Cell
{
    public required Scenario Scenario { get; init; }

    /// <summary>The candidate's name.</summary>
    public required string Candidate { get; init; }

    /// <summary>What was not as the scenario says, in its order.</summary>
    public IReadOnlyList<Miss> Misses { get; init; } = [];

    /// <summary>What the candidate says it cannot say, in the scenario's order.</summary>
    public IReadOnlyList<Unsaid> Unsaid { get; init; } = [];

    /// <summary>What was refused as it should be, and who spoke.</summary>
    public IReadOnlyList<Held> Held { get; init; } = [];

    public Outcome Outcome =>
        Misses.Count > 0 ? Outcome.Wrong : Unsaid.Count > 0 ? Outcome.Inexpressible : Outcome.Right;

    /// <summary>Why it is not right, for people; empty where it is.</summary>
    public IEnumerable<string> Lines =>
        Misses.SelectMany(miss => miss.Lines).Concat(Unsaid.Select(unsaid => unsaid.Say()));
}

using Underpin.Design.Testing;

namespace Underpin.Design;

/// <summary>One scenario run against one candidate.</summary>
public sealed record TestedCell
{
    /// <summary>The candidate's name.</summary>
    public required string Candidate { get; init; }

    /// <summary>The scenario's title.</summary>
    public required string Scenario { get; init; }

    /// <summary>Where the scenario stands, relative to the folder.</summary>
    public required string File { get; init; }

    /// <summary>From 1.</summary>
    public required int Line { get; init; }

    /// <summary>What the scenario makes of the candidate.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>What was not as the scenario says, in its order.</summary>
    public required IReadOnlyList<TestedMiss> Misses { get; init; }

    /// <summary>What the candidate says it cannot say, and why: a sentence each.</summary>
    public required IReadOnlyList<string> Inexpressible { get; init; }

    /// <summary>What was refused as it should be.</summary>
    public required IReadOnlyList<TestedRefusal> Refused { get; init; }

    internal static TestedCell Of(Cell cell) => new()
    {
        Candidate = cell.Candidate,
        Scenario = cell.Scenario.Title,
        File = cell.Scenario.Place.File,
        Line = cell.Scenario.Place.Line,
        Outcome = cell.Outcome,
        Misses = [.. cell.Misses.Select(TestedMiss.Of)],
        Inexpressible = [.. cell.Unsaid.Select(unsaid => unsaid.Say())],
        Refused =
        [
            .. cell.Held.Select(held =>
                new TestedRefusal(held.Refusal.Say(), held.Refusal.Rule?.Name, held.By.Speaker)),
        ],
    };
}

namespace Underpin.Square;

/// <summary>A scenario whose facts went through the change.</summary>
public sealed record TriedScenario
{
    /// <summary>Its title.</summary>
    public required string Scenario { get; init; }

    /// <summary>The change stopped, or an answer is not as promised.</summary>
    public required bool IsWrong { get; init; }

    /// <summary>
    /// Why the old schema cannot hold the facts, so that there is nothing to change; null where it can.
    /// </summary>
    public required string? NotInOldSchema { get; init; }

    /// <summary>How many questions the new schema says it cannot answer.</summary>
    public required int Unanswerable { get; init; }

    /// <summary>Why it is not right, for people.</summary>
    public required IReadOnlyList<string> Lines { get; init; }

    internal static TriedScenario Of(ScenarioOutcome outcome) => new()
    {
        Scenario = outcome.Scenario.Title,
        IsWrong = outcome.IsWrong,
        NotInOldSchema = outcome.NotRecorded,
        Unanswerable = outcome.Unsaid,
        Lines = [.. outcome.Lines],
    };
}

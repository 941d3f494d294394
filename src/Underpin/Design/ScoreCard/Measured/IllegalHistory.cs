namespace Underpin.Design.ScoreCard.Measured;

/// <summary>An illegal history that a candidate accepted, as a search found it.</summary>
internal sealed record IllegalHistory
{
    public required string Candidate { get; init; }

    /// <summary>The rule that forbids it.</summary>
    public required string Rule { get; init; }

    /// <summary>Its last two facts were recorded by two transactions at once.</summary>
    public bool TwoAtOnce { get; init; }

    /// <summary>Its facts, as a scenario writes them; nothing can be left out.</summary>
    public required IReadOnlyList<string> Facts { get; init; }
}

namespace Underpin.Design.ScoreCard.Measured;

/// <summary>What other commands found out before; the score card has no row for what is null.</summary>
internal sealed record Measurements
{
    /// <summary>By <c>underpin design search</c>.</summary>
    public IReadOnlyList<IllegalHistory>? Illegal { get; init; }

    /// <summary>By <c>underpin design load</c>.</summary>
    public Volume? Volume { get; init; }

    public static Measurements None { get; } = new();
}

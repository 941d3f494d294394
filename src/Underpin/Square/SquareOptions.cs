namespace Underpin.Square;

/// <summary>How much is thrown at a change.</summary>
public sealed record SquareOptions
{
    /// <summary>How many random histories are recorded both ways round.</summary>
    public int Histories { get; init; } = 300;

    /// <summary>The same seed makes the same histories.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many sessions record facts in the old schema while populate runs.</summary>
    public int Writers { get; init; } = 4;

    /// <summary>
    /// How many causes of differences are shrunk to their smallest history; all differences are counted.
    /// </summary>
    public int Shown { get; init; } = 5;
}

namespace Underpin.Design.Load;

/// <summary>How much is recorded, and by whose leave.</summary>
public sealed record LoadOptions
{
    /// <summary>Recorded in each candidate.</summary>
    public required int Histories { get; init; }

    /// <summary>The same seed makes the same histories.</summary>
    public required int Seed { get; init; }

    /// <summary>
    /// How many histories are made fact by fact; the others are copies of these about other entities, which are legal
    /// where they are.
    /// </summary>
    public int Distinct { get; init; } = 500;

    /// <summary>The candidate that says what is legal; null: the one that refuses most.</summary>
    public string? LegalBy { get; init; }

    /// <summary>How many sessions record at the same time.</summary>
    public int Connections { get; init; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>How long one question is asked again and again at each size, at most.</summary>
    public TimeSpan AskFor { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The sizes at which questions are asked: a hundredth, a tenth and all of the histories.</summary>
    public IReadOnlyList<int> Sizes =>
        [.. new[] { Histories / 100, Histories / 10, Histories }.Select(size => Math.Max(1, size)).Distinct()];
}

namespace Underpin.Checks;

/// <summary>One piece of evidence that a gate asked for: whether it holds, and what was found, as data.</summary>
/// <remarks>Sentences are made where a check is shown; nothing is decided by comparing them.</remarks>
public sealed record Check
{
    /// <summary>What is asked: one of <see cref="CheckCode"/>, stable for scripts.</summary>
    public required string Code { get; init; }

    /// <summary>Whether it holds.</summary>
    public required bool Holds { get; init; }

    /// <summary>Which of several answers it is: one of <see cref="CheckCase"/>; null where there is only one.</summary>
    public string? Case { get; init; }

    /// <summary>Counts, percentages (0 to 100), plan versions, and lengths of time in seconds, by name.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; init; } = new Dictionary<string, double>();

    /// <summary>Moments by the server's clock, by name.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Times { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>What it is about, by name: tables, instances, objects that depend on something.</summary>
    public IReadOnlyList<string> Objects { get; init; } = [];

    /// <summary>Examples of the rows that it is about: keys as text.</summary>
    public IReadOnlyList<string> Rows { get; init; } = [];
}

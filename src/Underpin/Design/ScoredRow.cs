using Underpin.Design.ScoreCard.Rows;

namespace Underpin.Design;

/// <summary>One measure over all candidates.</summary>
public sealed record ScoredRow
{
    /// <summary>Short and stable, such as <c>scenarios.wrong</c>.</summary>
    public required string Key { get; init; }

    /// <summary>What it belongs to, such as <c>Touch</c>.</summary>
    public required string Group { get; init; }

    /// <summary>What is measured.</summary>
    public required string Title { get; init; }

    /// <summary>How it is measured, in a sentence.</summary>
    public required string Measured { get; init; }

    /// <summary>By the candidate's name.</summary>
    public required IReadOnlyDictionary<string, ScoreCell> Cells { get; init; }

    internal static ScoredRow Of(ScoreRow row, IReadOnlyList<string> candidates) => new()
    {
        Key = row.Key,
        Group = row.Group,
        Title = row.Title,
        Measured = row.Measured,
        Cells = candidates.Zip(row.Cells).ToDictionary(pair => pair.First, pair => pair.Second),
    };
}

namespace Underpin.Design.ScoreCard.Page;

/// <summary>A mark in a scenario's picture.</summary>
internal sealed record TimelineItem
{
    public required ItemKind Kind { get; init; }

    /// <summary>Whom and what it is about; marks of one lane stand in one band.</summary>
    public required (string Subject, string Family) Lane { get; init; }

    /// <summary>
    /// Days since the first of January of year one, or the number of the step where nothing is dated.
    /// </summary>
    public required double From { get; init; }

    /// <summary>The last day; null for an event, infinite for what has no end.</summary>
    public double? Until { get; set; }

    public required string Text { get; init; }

    /// <summary>As the scenario writes it.</summary>
    public required string Tip { get; init; }
}

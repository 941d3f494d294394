namespace Underpin.Square;

/// <summary>A cause of differences, at the smallest history that shows it.</summary>
public sealed record DifferenceCause
{
    /// <summary>How many facts are enough.</summary>
    public required int Facts { get; init; }

    /// <summary>As the <c>given</c> of a scenario, with a line where the day of recording changes.</summary>
    public required IReadOnlyList<string> History { get; init; }

    /// <summary>
    /// Why the change stopped, what verify found, or what back.sql does not rebuild; null: nothing of it.
    /// </summary>
    public required string? Wrong { get; init; }

    /// <summary>
    /// How many of the random histories differ in the same tables and ways; null where that is not known.
    /// </summary>
    public required int? Histories { get; init; }

    /// <summary>What differs in the new schema after it; none where the change stopped.</summary>
    public required IReadOnlyList<DifferentRow> Rows { get; init; }

    internal static DifferenceCause Of(FoundDifference found) => new()
    {
        Facts = found.History.Facts.Count,
        History = [.. found.History.Lines],
        Wrong = found.Wrong,
        Histories = found.Histories,
        Rows = [.. found.Rows.Select(DifferentRow.Of)],
    };
}

namespace Underpin.Square;

/// <summary>Random histories recorded both ways round, and how their rows compare.</summary>
public sealed record TriedHistories
{
    /// <summary>How many.</summary>
    public required int Histories { get; init; }

    /// <summary>Facts that both schemas took.</summary>
    public required int Facts { get; init; }

    /// <summary>Facts that only the old schema took, and that are in neither.</summary>
    public required int OnlyOld { get; init; }

    /// <summary>Facts that only the new schema took, and that are in neither.</summary>
    public required int OnlyNew { get; init; }

    /// <summary>Rows that are not the same, and not declared.</summary>
    public required int Differences { get; init; }

    /// <summary>
    /// Source rows whose retired columns were compared with what back.sql rebuilds; null: nothing is retired.
    /// </summary>
    public required long? Rebuilt { get; init; }

    /// <summary>Some of them are not what back.sql rebuilds.</summary>
    public required bool NoWayBack { get; init; }

    /// <summary>What went wrong with the change although no few histories show it; null: nothing.</summary>
    public required string? Wrong { get; init; }

    /// <summary>What the new candidate holds and the change does not make.</summary>
    public required IReadOnlyList<string> Lacks { get; init; }

    /// <summary>In the catalogue's order; none: the change stopped.</summary>
    public required IReadOnlyList<ComparedTable> Tables { get; init; }

    /// <summary>The causes of what differs, each at its smallest history.</summary>
    public required IReadOnlyList<DifferenceCause> Found { get; init; }

    /// <summary>Some rows for which no single history could be found that shows them.</summary>
    public required IReadOnlyList<DifferentRow> Unexplained { get; init; }

    internal static TriedHistories Of(HistoryOutcome outcome) => new()
    {
        Histories = outcome.Histories,
        Facts = outcome.Facts,
        OnlyOld = outcome.OnlyOld,
        OnlyNew = outcome.OnlyNew,
        Differences = outcome.Differences,
        Rebuilt = outcome.Rebuilt,
        NoWayBack = outcome.NoWayBack,
        Wrong = outcome.Wrong,
        Lacks = outcome.Lacks,
        Tables = [.. outcome.Tables.Select(one => new ComparedTable(one.Table, one.Recorded, one.Changed))],
        Found = [.. outcome.Found.Select(DifferenceCause.Of)],
        Unexplained = [.. outcome.Unexplained.Select(DifferentRow.Of)],
    };
}

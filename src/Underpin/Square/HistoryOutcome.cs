using Underpin.Changes.Folder;
using Underpin.Square.Rows;

namespace Underpin.Square;

/// <summary>Random histories recorded both ways round, and how their rows compare.</summary>
internal sealed record HistoryOutcome
{
    public required int Histories { get; init; }

    /// <summary>Facts that both schemas took.</summary>
    public required int Facts { get; init; }

    /// <summary>Facts that only the old schema took, and that are in neither.</summary>
    public required int OnlyOld { get; init; }

    /// <summary>Facts that only the new schema took, and that are in neither.</summary>
    public required int OnlyNew { get; init; }

    /// <summary>By table: how many rows the facts record, and how many the change makes.</summary>
    public IReadOnlyList<(string Table, int Recorded, int Changed)> Tables { get; init; } = [];

    /// <summary>
    /// Source rows whose retired columns were compared with what back.sql rebuilds; null: nothing is retired.
    /// </summary>
    public long? Rebuilt { get; init; }

    /// <summary>Some of them are not what back.sql rebuilds.</summary>
    public bool NoWayBack { get; init; }

    /// <summary>Rows that are not the same, and not declared.</summary>
    public int Differences { get; init; }

    /// <summary>The causes of what differs, each at its smallest history.</summary>
    public IReadOnlyList<FoundDifference> Found { get; init; } = [];

    /// <summary>Some rows for which no single history could be found that shows them.</summary>
    public IReadOnlyList<RowDifference> Unexplained { get; init; } = [];

    /// <summary>What went wrong with the change although no few histories show it; null: nothing.</summary>
    public string? Wrong { get; init; }

    /// <summary>What the new candidate holds and the change does not make.</summary>
    public IReadOnlyList<string> Lacks { get; init; } = [];

    /// <summary>How many rows each declared difference covers.</summary>
    public IReadOnlyDictionary<DeclaredDifference, int> Accepted { get; init; } =
        new Dictionary<DeclaredDifference, int>();

    public bool IsWrong => Differences > 0 || Found.Count > 0 || Wrong is not null || NoWayBack || Lacks.Count > 0;
}

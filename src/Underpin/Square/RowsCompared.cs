using Underpin.Changes.Folder;
using Underpin.Square.Rows;

namespace Underpin.Square;

/// <summary>The rows of both sides, compared by natural key.</summary>
internal sealed record RowsCompared
{
    /// <summary>
    /// By table, in the catalogue's order: how many rows the facts record, and how many the change makes.
    /// </summary>
    public required IReadOnlyList<(string Table, int Recorded, int Changed)> Tables { get; init; }

    /// <summary>What is not the same and not declared.</summary>
    public required IReadOnlyList<RowDifference> Differences { get; init; }

    /// <summary>What is not the same, and the declared difference that covers it.</summary>
    public required IReadOnlyList<(DeclaredDifference Declared, RowDifference Difference)> Accepted { get; init; }
}

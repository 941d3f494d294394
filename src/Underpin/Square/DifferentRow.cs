using Underpin.Square.Rows;
using Underpin.Steps.Verify;

namespace Underpin.Square;

/// <summary>A row that is not the same both ways round.</summary>
public sealed record DifferentRow
{
    /// <summary>The table's name.</summary>
    public required string Table { get; init; }

    /// <summary>Seen from the row that the facts record: the change lacks it, made it besides, or otherwise.</summary>
    public required DiscrepancyClass Class { get; init; }

    /// <summary>By column, as the facts record it in the new schema; null where they record none.</summary>
    public required IReadOnlyDictionary<string, string?>? Recorded { get; init; }

    /// <summary>By column, as the change makes it of the old schema's rows; null where it makes none.</summary>
    public required IReadOnlyDictionary<string, string?>? Changed { get; init; }

    /// <summary>The columns that differ, where both rows are there.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    internal static DifferentRow Of(RowDifference row) => new()
    {
        Table = row.Table.Name.Plain,
        Class = row.Class,
        Recorded = Named(row.Table, row.Recorded),
        Changed = Named(row.Table, row.Changed),
        Columns = row.Columns,
    };

    private static Dictionary<string, string?>? Named(HeldTable table, NaturalRow? row) => row is null
        ? null
        : table.Compared.Zip(row.Values).ToDictionary(pair => pair.First.Name, pair => pair.Second);
}

namespace Underpin.Design.ScoreCard.Distances;

/// <summary>What a change from one candidate to another would have to do, told from the two catalogues.</summary>
public sealed record Distance
{
    /// <summary>The candidate that is there.</summary>
    public required string From { get; init; }

    /// <summary>The candidate that it would become.</summary>
    public required string To { get; init; }

    /// <summary>Tables that only the second has.</summary>
    public required IReadOnlyList<string> TablesAdded { get; init; }

    /// <summary>Tables that only the first has.</summary>
    public required IReadOnlyList<string> TablesTakenAway { get; init; }

    /// <summary>In tables that both have.</summary>
    public required IReadOnlyList<string> ColumnsAdded { get; init; }

    /// <summary>In tables that both have.</summary>
    public required IReadOnlyList<string> ColumnsTakenAway { get; init; }

    /// <summary>Of another type, or nullable in one alone.</summary>
    public required IReadOnlyList<string> ColumnsAltered { get; init; }

    /// <summary>Tables whose columns are found again in several of the added tables.</summary>
    public required IReadOnlyList<string> Split { get; init; }

    /// <summary>
    /// Columns of added tables, or added to tables, whose name no table had before: their values have to be worked out.
    /// </summary>
    public required IReadOnlyList<string> Derived { get; init; }

    /// <summary>All that would have to be done, each counted once.</summary>
    public int Steps =>
        TablesAdded.Count + TablesTakenAway.Count + ColumnsAdded.Count + ColumnsTakenAway.Count + ColumnsAltered.Count;

    internal IEnumerable<string> Lines => new (string What, IReadOnlyList<string> Which)[]
    {
        ("add tables", TablesAdded), ("take away tables", TablesTakenAway), ("add columns", ColumnsAdded),
        ("take away columns", ColumnsTakenAway), ("alter columns", ColumnsAltered), ("split", Split),
        ("work out", Derived),
    }.Where(part => part.Which.Count > 0).Select(part => $"{part.What}: {string.Join(", ", part.Which)}");
}

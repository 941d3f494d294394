using Underpin.Steps.Verify;

namespace Underpin.Square.Rows;

/// <summary>Compares the rows of one table on both sides: as bags, and what is left over by natural key.</summary>
internal static class TableComparison
{
    /// <param name="table">The table, with the columns that are compared.</param>
    /// <param name="recorded">What the facts record in the new schema.</param>
    /// <param name="changed">What the change makes of the old schema's rows.</param>
    public static IReadOnlyList<RowDifference> Of(
        HeldTable table, IReadOnlyList<NaturalRow> recorded, IReadOnlyList<NaturalRow> changed)
    {
        var (missing, extra) = WithoutTheSame(recorded, changed);
        var compared = table.Compared.ToList();
        var places = table.NaturalKey.Select(column => compared.IndexOf(column)).ToList();
        var others = extra.GroupBy(row => Say(places.Select(place => row.Values[place])))
            .ToDictionary(rows => rows.Key, rows => new Queue<NaturalRow>(rows));
        var found = new List<RowDifference>();
        foreach (var row in missing)
        {
            var alike = others.GetValueOrDefault(Say(places.Select(place => row.Values[place])));
            var other = alike?.TryDequeue(out var same) == true ? same : null;
            found.Add(new()
            {
                Table = table,
                Class = other is null ? DiscrepancyClass.Missing : DiscrepancyClass.Stale,
                Recorded = row,
                Changed = other,
            });
        }

        found.AddRange(others.Values.SelectMany(rows => rows).Select(row =>
            new RowDifference { Table = table, Class = DiscrepancyClass.Extra, Recorded = null, Changed = row }));
        return found;
    }

    private static (List<NaturalRow> Missing, List<NaturalRow> Extra) WithoutTheSame(
        IReadOnlyList<NaturalRow> recorded, IReadOnlyList<NaturalRow> changed)
    {
        var left = changed.GroupBy(row => Say(row.Values))
            .ToDictionary(rows => rows.Key, rows => new Queue<NaturalRow>(rows));
        var missing = recorded
            .Where(row => left.GetValueOrDefault(Say(row.Values))?.TryDequeue(out _) != true)
            .ToList();
        return (missing, [.. left.Values.SelectMany(rows => rows)]);
    }

    // A length before each value: no two rows are said alike.
    private static string Say(IEnumerable<string?> values) =>
        string.Concat(values.Select(value => value is null ? "~" : $"{value.Length}:{value}"));
}

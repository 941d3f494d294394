using Underpin.Steps.Verify;

namespace Underpin.Square.Rows;

/// <summary>A row that is not the same both ways round.</summary>
internal sealed record RowDifference
{
    public required HeldTable Table { get; init; }

    public required DiscrepancyClass Class { get; init; }

    /// <summary>As the facts record it in the new schema; null where they record none.</summary>
    public required NaturalRow? Recorded { get; init; }

    /// <summary>As the change makes it of the old schema's rows; null where it makes none.</summary>
    public required NaturalRow? Changed { get; init; }

    /// <summary>The columns that differ, where both rows are there.</summary>
    public IReadOnlyList<string> Columns =>
        Recorded is null || Changed is null ? []
            : [.. Table.Compared.Where((_, place) => Recorded.Values[place] != Changed.Values[place])
                .Select(column => column.Name)];

    /// <summary>Holds the condition of the declared difference in this place, on each side that has the row?</summary>
    public bool Meets(int condition) =>
        Recorded?.Conditions[condition] != false && Changed?.Conditions[condition] != false;

    public IEnumerable<string> Values =>
        (Recorded?.Values ?? []).Concat(Changed?.Values ?? []).OfType<string>();
}

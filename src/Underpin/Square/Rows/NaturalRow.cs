using Underpin.Postgres;

namespace Underpin.Square.Rows;

/// <summary>A row as the domain sees it: without keys that the server made.</summary>
/// <param name="Values">In the order of the compared columns; null is SQL's null.</param>
/// <param name="Conditions">For each declared difference of its table, whether it may cover this row.</param>
internal sealed record NaturalRow(IReadOnlyList<string?> Values, IReadOnlyList<bool> Conditions)
{
    /// <summary>As <see cref="NaturalSelect"/> has it read: the values, and after them the conditions.</summary>
    public static NaturalRow Of(Row row, int conditions)
    {
        var values = row.Width - conditions;
        return new(
            [.. Enumerable.Range(0, values).Select(column => row.Get<string?>(column))],
            [.. Enumerable.Range(values, conditions).Select(column => row.Get<bool>(column))]);
    }
}

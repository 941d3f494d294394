namespace Underpin.Square.Rows;

/// <summary>A row as the domain sees it: without keys that the server made.</summary>
/// <param name="Values">In the order of the compared columns; null is SQL's null.</param>
/// <param name="Conditions">For each declared difference of its table, whether it may cover this row.</param>
internal sealed record NaturalRow(IReadOnlyList<string?> Values, IReadOnlyList<bool> Conditions);

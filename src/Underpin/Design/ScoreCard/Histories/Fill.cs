using Underpin.Postgres;

namespace Underpin.Design.ScoreCard.Histories;

/// <summary>How many rows of a table there are of one kind, and in how many each column holds something.</summary>
/// <param name="Kind">The column and value that tell the kind; null: all rows of the table.</param>
/// <param name="Filled">In the order of the table's columns.</param>
internal sealed record Fill(
    QualifiedName Table, (string Column, string Value)? Kind, long Rows, IReadOnlyList<long> Filled)
{
    public Fill Plus(Fill other, int sign) => this with
    {
        Rows = Rows + (sign * other.Rows),
        Filled = [.. Filled.Zip(other.Filled, (one, another) => one + (sign * another))],
    };
}

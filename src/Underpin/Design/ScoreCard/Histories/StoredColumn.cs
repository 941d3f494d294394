using Underpin.Postgres;

namespace Underpin.Design.ScoreCard.Histories;

/// <summary>A column whose values are looked at, with its number in the query that does so.</summary>
internal sealed record StoredColumn(int Number, QualifiedName Table, string Column)
{
    public string Plain => $"{Table.Plain}.{Column}";
}

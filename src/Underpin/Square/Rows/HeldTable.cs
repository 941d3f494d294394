using Underpin.Postgres;

namespace Underpin.Square.Rows;

/// <summary>A table, and what the catalogue says of how its rows are told apart.</summary>
internal sealed record HeldTable
{
    public required QualifiedName Name { get; init; }

    /// <summary>In the table's order.</summary>
    public required IReadOnlyList<HeldColumn> Columns { get; init; }

    /// <summary>The columns of each unique key over all rows, the primary key first.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> UniqueKeys { get; init; }

    public required IReadOnlyList<ForeignKey> ForeignKeys { get; init; }

    /// <summary>
    /// What two databases can be compared by: the rest is made by the server, for each in its own way.
    /// </summary>
    public IEnumerable<HeldColumn> Compared => Columns.Where(column => !column.MadeByServer);

    /// <summary>
    /// How the domain tells its rows apart: the primary key unless the server makes it, else the shortest other unique
    /// key without nulls; all compared columns where there is none.
    /// </summary>
    public IReadOnlyList<HeldColumn> NaturalKey =>
        UniqueKeys
            .Select((key, place) => (Columns: key.Select(Column).ToList(), place))
            .Where(key => key.Columns.TrueForAll(column => column is { MadeByServer: false, NotNull: true }))
            .OrderBy(key => key.place > 0)
            .ThenBy(key => key.Columns.Count)
            .Select(key => key.Columns)
            .FirstOrDefault() ?? [.. Compared];

    public HeldColumn Column(string name) => Columns.First(column => column.Name == name);

    /// <summary>The same with only the columns, keys and references that another database's table has too.</summary>
    public HeldTable Shared(HeldTable other, IReadOnlySet<QualifiedName> tables)
    {
        var columns = Columns
            .Where(column => other.Columns.Any(held => held.Name == column.Name))
            .Select(
                column => column with { MadeByServer = column.MadeByServer || other.Column(column.Name).MadeByServer })
            .ToList();
        var names = columns.Select(column => column.Name).ToHashSet();
        return this with
        {
            Columns = columns,
            UniqueKeys = [.. UniqueKeys.Where(key => key.All(names.Contains))],
            ForeignKeys = [.. ForeignKeys.Where(key => key.Columns.All(names.Contains) && tables.Contains(key.Table))],
        };
    }
}

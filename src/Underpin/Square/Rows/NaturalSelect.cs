using Underpin.Postgres;

namespace Underpin.Square.Rows;

/// <summary>
/// Composes selects in which no key that the server made is left: a reference stands as the natural key of the row it
/// refers to, and that row's own references likewise.
/// </summary>
internal sealed class NaturalSelect(IReadOnlyList<HeldTable> tables)
{
    private readonly Dictionary<QualifiedName, HeldTable> _tables = tables.ToDictionary(table => table.Name);

    /// <summary>The compared columns of a table as text, in its order, and after them the conditions.</summary>
    /// <param name="table">One of the tables.</param>
    /// <param name="conditions">Of the user's: they know the table by its name.</param>
    public Sql Of(HeldTable table, IReadOnlyList<Sql> conditions)
    {
        var row = new Identifier(table.Name.Name);
        var columns = table.Compared.Select(column => Sql.Of($"({Value(table, column, row, [])})::text"))
            .Concat(conditions.Select(condition => Sql.Of($"coalesce(({condition}), false)")))
            .DefaultIfEmpty(Sql.Of($"null::text"));
        return Sql.Of($"select {Sql.Join(",\n    ", columns)}\nfrom {table.Name} as {row}");
    }

    private Sql Value(HeldTable table, HeldColumn column, Identifier row, IReadOnlyList<QualifiedName> passed)
    {
        var (key, referred) = Reference(table, column, passed);
        if (key is null || referred is null)
        {
            return Sql.Of($"{row}.{new Identifier(column.Name)}");
        }

        // A name that no user's table bears, another at each depth.
        var other = new Identifier($"underpin {passed.Count + 1}");
        var held = _tables[key.Table];
        QualifiedName[] further = [.. passed, table.Name];
        var value = referred.MadeByServer ? Key(held, other, further) : Value(held, referred, other, further);
        var same = Sql.Join(" and ", key.Columns.Zip(key.Referenced,
            (here, there) => Sql.Of($"{other}.{new Identifier(there)} = {row}.{new Identifier(here)}")));
        return Sql.Of($"(select {value} from {held.Name} as {other} where {same})");
    }

    private Sql Key(HeldTable table, Identifier row, IReadOnlyList<QualifiedName> passed)
    {
        var parts = table.NaturalKey
            // A row that is told apart by one that it is told apart by: the circle is cut here.
            .Where(column => !table.ForeignKeys.Any(key => key.Columns.Contains(column.Name)
                && passed.Contains(key.Table)))
            .Select(column => Value(table, column, row, passed))
            .ToList();
        return parts is [var only] ? only : Sql.Of($"row({Sql.Join(", ", parts)})::text");
    }

    /// <summary>The reference that a column stands for, where what it holds is no value of the domain's own.</summary>
    private (ForeignKey? Key, HeldColumn? Referred) Reference(
        HeldTable table, HeldColumn column, IReadOnlyList<QualifiedName> passed)
    {
        foreach (var key in table.ForeignKeys
            .Where(key => key.Columns.Contains(column.Name))
            .OrderBy(key => key.Columns.Count))
        {
            var held = _tables[key.Table];
            var referred = held.Column(key.Referenced[key.Columns.ToList().IndexOf(column.Name)]);
            if (referred.MadeByServer
                || (!passed.Contains(held.Name) && held.Name != table.Name
                    && Reference(held, referred, [.. passed, table.Name]).Key is not null))
            {
                return (key, referred);
            }
        }

        return (null, null);
    }
}

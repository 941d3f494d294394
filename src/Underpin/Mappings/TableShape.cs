using Underpin.Postgres;

namespace Underpin.Mappings;

/// <summary>What the server's catalogue says of one table.</summary>
internal sealed record TableShape(
    QualifiedName Table, IReadOnlyList<TableShape.Column> Columns, IReadOnlyList<string[]> UniqueKeys)
{
    /// <summary>A column, its type as the server writes it, and what of it a mapping must know.</summary>
    internal sealed record Column(string Name, string Type, string TypeName, bool Generated, bool Identity);

    /// <summary>Is there a unique index over just these columns, for every row?</summary>
    public bool HasUniqueKey(IEnumerable<Identifier> columns) =>
        UniqueKeys.Any(key => key.ToHashSet().SetEquals(columns.Select(column => column.Name)));

    public Column? Find(Identifier name) => Columns.FirstOrDefault(column => column.Name == name.Name);

    /// <summary>Null where there is no such table.</summary>
    public static async Task<TableShape?> ReadAsync(
        Session session, QualifiedName table, CancellationToken cancellationToken)
    {
        await using var answers = await session.QueryAsync([ColumnsOf(table), UniqueKeysOf(table)], cancellationToken);
        var columns = await answers.ListAsync(
            row => new Column(
                row.Get<string>(0), row.Get<string>(1), row.Get<string>(2), row.Get<bool>(3), row.Get<bool>(4)),
            cancellationToken);
        var keys = await answers.ListAsync(row => row.Get<string[]>(0), cancellationToken);
        return columns.Count == 0 ? null : new(table, columns, keys);
    }

    private static Sql ColumnsOf(QualifiedName table) => Sql.Of($"""
        select a.attname, format_type(a.atttypid, a.atttypmod), t.typname, a.attgenerated <> '', a.attidentity <> ''
        from pg_attribute a
        join pg_type t on t.oid = a.atttypid
        where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped
        order by a.attnum
        """).With(table.ToString());

    private static Sql UniqueKeysOf(QualifiedName table) => Sql.Of($"""
        select array(
            select a.attname::text
            from unnest(i.indkey::smallint[]) with ordinality as k (number, place)
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
            where k.place <= i.indnkeyatts)
        from pg_index i
        where i.indrelid = to_regclass($1) and i.indisunique and i.indisvalid and i.indimmediate
            and i.indpred is null and i.indexprs is null
        """).With(table.ToString());
}

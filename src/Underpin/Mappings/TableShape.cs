using Npgsql;
using Underpin.Postgres;

namespace Underpin.Mappings;

/// <summary>What the server's catalogue says of one table.</summary>
internal sealed record TableShape(QualifiedName Table, IReadOnlyList<TableShape.Column> Columns, IReadOnlyList<string[]> UniqueKeys)
{
    /// <summary>A column, its type as the server writes it, and what of it a mapping must know.</summary>
    internal sealed record Column(string Name, string Type, string TypeName, bool Generated, bool Identity);

    /// <summary>Is there a unique index over just these columns, for every row?</summary>
    public bool HasUniqueKey(IEnumerable<Identifier> columns) =>
        UniqueKeys.Any(key => key.ToHashSet().SetEquals(columns.Select(column => column.Name)));

    public Column? Find(Identifier name) => Columns.FirstOrDefault(column => column.Name == name.Name);

    /// <summary>Null where there is no such table.</summary>
    public static async Task<TableShape?> ReadAsync(
        NpgsqlConnection connection, QualifiedName table, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("""
                    select a.attname, format_type(a.atttypid, a.atttypmod), t.typname,
                        a.attgenerated <> '', a.attidentity <> ''
                    from pg_attribute a
                    join pg_type t on t.oid = a.atttypid
                    where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped
                    order by a.attnum
                    """) { Parameters = { new() { Value = table.ToString() } } },
                new("""
                    select array(
                        select a.attname::text
                        from unnest(i.indkey::smallint[]) with ordinality as k (number, place)
                        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
                        where k.place <= i.indnkeyatts)
                    from pg_index i
                    where i.indrelid = to_regclass($1) and i.indisunique and i.indisvalid and i.indimmediate
                        and i.indpred is null and i.indexprs is null
                    """) { Parameters = { new() { Value = table.ToString() } } },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var columns = new List<Column>();
        while (await reader.ReadAsync(cancellationToken))
        {
            columns.Add(new(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3), reader.GetBoolean(4)));
        }

        await reader.NextResultAsync(cancellationToken);
        var keys = new List<string[]>();
        while (await reader.ReadAsync(cancellationToken))
        {
            keys.Add(reader.GetFieldValue<string[]>(0));
        }

        return columns.Count == 0 ? null : new(table, columns, keys);
    }
}

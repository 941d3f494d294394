using Npgsql;

namespace Underpin.Design.Load;

/// <summary>How large the tables of a candidate's own schemas are.</summary>
internal static class TableSizes
{
    public static async Task<IReadOnlyList<TableSize>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select n.nspname, c.relname, greatest(c.reltuples, 0)::bigint, pg_table_size(c.oid), pg_indexes_size(c.oid)
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_'
            order by pg_total_relation_size(c.oid) desc, 1, 2
            """, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var sizes = new List<TableSize>();
        while (await reader.ReadAsync(cancellationToken))
        {
            sizes.Add(new(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4)));
        }

        return sizes;
    }
}

using Underpin.Postgres;

namespace Underpin.Design.Load;

/// <summary>How large the tables of a candidate's own schemas are.</summary>
internal static class TableSizes
{
    public static async Task<IReadOnlyList<TableSize>> ReadAsync(
        Session session, CancellationToken cancellationToken) => await session.QueryAsync(
            Sql.Of($"""
                select n.nspname, c.relname, greatest(c.reltuples, 0)::bigint, pg_table_size(c.oid),
                    pg_indexes_size(c.oid)
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'm')
                  and n.nspname not in ('pg_catalog', 'information_schema')
                  and n.nspname !~ '^pg_'
                order by pg_total_relation_size(c.oid) desc, 1, 2
                """),
            row => new TableSize(
                row.Get<string>(0), row.Get<string>(1), row.Get<long>(2), row.Get<long>(3), row.Get<long>(4)),
            cancellationToken);
}

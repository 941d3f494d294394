using Underpin.Postgres;

namespace Underpin.Steps.CleanUp;

/// <summary>How often a table was used, by the server's statistics.</summary>
/// <param name="Reads">Scans of the table and of its indexes.</param>
/// <param name="Writes">Rows inserted, updated or deleted.</param>
/// <remarks>https://www.postgresql.org/docs/current/monitoring-stats.html</remarks>
internal sealed record TableUse(long Reads, long Writes)
{
    public static async Task<TableUse> OfAsync(
        Session session, QualifiedName table, CancellationToken cancellationToken) =>
        await session.FirstAsync(
            Sql.Of($"""
            select coalesce(seq_scan, 0) + coalesce(idx_scan, 0), n_tup_ins + n_tup_upd + n_tup_del
            from pg_stat_user_tables
            where relid = $1::regclass
            """).With(table.ToString()), row => new TableUse(row.Get<long>(0), row.Get<long>(1)), cancellationToken)
        ?? new(0, 0);
}

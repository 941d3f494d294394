using Underpin.Design.Folder;
using Underpin.Postgres;

namespace Underpin.Design.ScoreCard.Histories;

/// <summary>
/// What is seen after a fact: how many rows the transaction wrote to each table so far, and where values are stored.
/// </summary>
internal sealed record Look
{
    // Of this transaction alone, up to its last statement.
    // https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-STATS-VIEWS
    private static readonly Sql _written = Sql.Of($"""
        select relid::bigint, n_tup_ins + n_tup_upd + n_tup_del
        from pg_stat_xact_user_tables
        where n_tup_ins + n_tup_upd + n_tup_del > 0
        """);

    public required IReadOnlyDictionary<long, long> Written { get; init; }

    public required IReadOnlyDictionary<(int Column, string Value), long> Stored { get; init; }

    /// <param name="session">In the transaction that records.</param>
    /// <param name="stored">Where values are stored: number of a column, value, how often.</param>
    public static async Task<Look> TakeAsync(Session session, Sql stored, CancellationToken cancellationToken)
    {
        await using var results = await session.QueryAsync([_written, stored], cancellationToken);
        var written = await results.ListAsync(row => (row.Get<long>(0), row.Get<long>(1)), cancellationToken);
        var found = await results.ListAsync(
            row => ((row.Get<int>(0), row.Get<string>(1)), row.Get<long>(2)), cancellationToken);
        return new()
        {
            Written = written.ToDictionary(one => one.Item1, one => one.Item2),
            Stored = found.ToDictionary(one => one.Item1, one => one.Item2),
        };
    }

    public FactTouch TouchSince(Look before, string scenario, FactCall fact)
    {
        var grown = Written.Select(one => one.Value - before.Written.GetValueOrDefault(one.Key))
            .Where(rows => rows > 0)
            .ToList();
        return new(scenario, fact.Fact.Name, fact.Say(), grown.Count, grown.Sum());
    }
}

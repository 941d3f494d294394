using Underpin.Postgres;

namespace Underpin.Mappings;

/// <summary>
/// Rows of a target that are held for one source key and owed to another: the source gave them away, and nobody told
/// the target. Whoever is owed such a row takes it over, under a lock on both source rows.
/// </summary>
internal sealed class MovedRows(SourceSql source, MappedTarget target, Identifier owner)
{
    private static readonly Identifier _expected = MappedTarget.ExpectedRow;
    private static readonly Identifier _actual = MappedTarget.ActualRow;

    private Sql Keys => Sql.Join(", ", target.Keys.Select(key => key.Of(_expected)));

    /// <summary>The source keys outside the range that hold what it is owed. Takes no lock.</summary>
    public async Task<IReadOnlyList<long>> HoldersAsync(
        Session session, KeyRange range, CancellationToken cancellationToken)
    {
        var sql = Sql.Of($"""
            {source.Shadow(range)}
            select distinct {_actual}.{owner}::bigint
            from {Owed(range, Sql.Of($"not ({range.Holds(owner)})"))}
            """);
        return await session.QueryAsync(range.Bind(sql), row => row.Get<long>(0), cancellationToken);
    }

    /// <summary>
    /// A row that two source keys are owed would change hands with every run, and never be right. All of them are
    /// locked: what is found is so until the transaction ends.
    /// </summary>
    /// <exception cref="UnderpinException">The mapping gives a row twice, to the range or to its holders.</exception>
    public async Task RequireOneOwnerAsync(
        Session session, KeyRange range, long[] holders, CancellationToken cancellationToken)
    {
        var sql = Sql.Of($"""
            {source.ShadowWith(range)}
            select to_jsonb(row_key)::text, one, other
            from (
                select {Keys}, min({_expected}.{owner})::bigint as one, max({_expected}.{owner})::bigint as other
                from {target.Expected(range)}
                group by {Keys}
                having count(*) > 1
                order by {Keys}
                limit 1
            ) as twice
            cross join lateral (
                select {Sql.Join(", ", target.Keys.Select(key => Sql.Of($"twice.{key.Name}")))}
            ) as row_key
            """);
        var contested = await session.FirstAsync(
            range.Bind(sql, holders),
            row => new ContestedRow(
                target.Target.Table.Plain, row.Get<string>(0), row.Get<long>(1), row.Get<long>(2)),
            cancellationToken);
        if (contested is not null)
        {
            throw contested.Refuse();
        }
    }

    /// <summary>Gives to the range what it is owed and is held for the source keys of <c>$3</c>, or for none.</summary>
    public Sql Take(KeyRange range) =>
        target.Update(range, Owed(range, Sql.Of($"{owner} is null or {owner} = any ($3)")));

    private Sql Owed(KeyRange range, Sql held) =>
        Sql.Of($"{target.Expected(range)}\njoin {target.Held(held)} on {target.SameKey}");
}

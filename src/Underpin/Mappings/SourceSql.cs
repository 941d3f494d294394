using Underpin.Changes.Folder;
using Underpin.Postgres;

namespace Underpin.Mappings;

/// <summary>The statements over the source table alone.</summary>
internal sealed class SourceSql(Source source)
{
    /// <summary>
    /// A CTE that is named like the source table and holds only the range's rows: it shadows the table, so that a
    /// mapping stays as its author wrote it.
    /// </summary>
    /// <remarks>
    /// Not materialized, the range reaches the index: https://www.postgresql.org/docs/current/queries-with.html
    /// </remarks>
    public Sql Shadow(KeyRange range) => Shadow(range.Holds(source.Key));

    /// <summary>The same with the keys of <c>$3</c> besides.</summary>
    public Sql ShadowWith(KeyRange range) => Shadow(With(range));

    public Sql Count(KeyRange range) =>
        Sql.Of($"select count(*) from {source.Table} where {range.Holds(source.Key)}");

    /// <summary>
    /// Holds off every update and delete of these rows, and lets foreign-key checks through. A statement of its own:
    /// in READ COMMITTED the next one takes a snapshot that is newer than the wait for these locks.
    /// </summary>
    /// <remarks>https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-ROWS</remarks>
    public Sql Lock(KeyRange range) => Sql.Of($"""
        select count(*)
        from (
            select
            from {source.Table}
            where {range.Holds(source.Key)}
            order by {source.Key}
            for no key update
        ) as locked
        """);

    /// <summary>The same with the keys of <c>$3</c> besides, all in one order; counts the rows of the range.</summary>
    public Sql LockWith(KeyRange range) => Sql.Of($"""
        select count(*) filter (where {range.Holds(source.Key)})
        from (
            select {source.Key}
            from {source.Table}
            where {With(range)}
            order by {source.Key}
            for no key update
        ) as locked
        """);

    /// <summary>A key with rows on both sides of it, itself on the lower; null where one key is left.</summary>
    public Sql Middle(KeyRange range) => Sql.Of($"""
        select {source.Key}::bigint
        from {source.Table}
        where {range.Holds(source.Key)} and {source.Key} < (
            select max({source.Key}) from {source.Table} where {range.Holds(source.Key)}
        )
        order by {source.Key}
        offset greatest(({Count(range)}) / 2 - 1, 0)
        limit 1
        """);

    /// <summary>The last key of the range.</summary>
    public Sql Last(KeyRange range) =>
        Sql.Of($"select max({source.Key})::bigint from {source.Table} where {range.Holds(source.Key)}");

    /// <summary>The last key of every range of <c>$3</c> rows but the last, in order: one walk over an index.</summary>
    public Sql Boundaries(KeyRange range) => Sql.Of($"""
        with recursive boundary (key) as (
            (
                select {source.Key}::bigint
                from {source.Table}
                where {range.Holds(source.Key)}
                order by {source.Key}
                offset $3 - 1
                limit 1
            )
            union all
            select (
                select {source.Key}::bigint
                from {source.Table}
                where {source.Key} > boundary.key and {range.Holds(source.Key)}
                order by {source.Key}
                offset $3 - 1
                limit 1
            )
            from boundary
            where boundary.key is not null
        )
        select key from boundary where key is not null order by key
        """);

    private Sql With(KeyRange range) => Sql.Of($"({range.Holds(source.Key)} or {source.Key} = any ($3))");

    private Sql Shadow(Sql where) => Sql.Of($"""
        with {new Identifier(source.Table.Name)} as not materialized (
            select * from {source.Table} where {where}
        )
        """);
}

using Underpin.Mappings;
using Underpin.Postgres;

namespace Underpin.Engine;

/// <summary>Cuts the source into the ranges of a run: table <c>underpin.batch</c>.</summary>
internal static class RangePlan
{
    /// <summary>The first range is open below and the last open above: no key ever lies outside of them all.</summary>
    public static Task AllAsync(Session session, Run run, SourceSql source, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            KeyRange.Everything.Bind(
                Sql.Of($"""
                insert into underpin.batch (run, ordinal, after, up_to)
                select $4, row_number() over (order by key nulls last), lag(key) over (order by key nulls last), key
                from (
                    select key from ({source.Boundaries(KeyRange.Everything)}) as inner_end
                    union all
                    select null
                ) as range_end
                """), run.BatchSize, run.Id),
            cancellationToken);

    /// <summary>Just these ranges, in this order.</summary>
    public static Task TheseAsync(
        Session session, Run run, IReadOnlyList<KeyRange> ranges, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            Sql.Of($"""
            insert into underpin.batch (run, ordinal, after, up_to)
            select $1, ordinal, after, up_to
            from unnest($2::bigint[], $3::bigint[]) with ordinality as range (after, up_to, ordinal)
            """).With(
                run.Id,
                SqlValue.Untyped(ranges.Select(range => range.After).ToArray()),
                SqlValue.Untyped(ranges.Select(range => range.UpTo).ToArray())),
            cancellationToken);
}

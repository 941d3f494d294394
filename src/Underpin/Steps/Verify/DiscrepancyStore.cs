using System.Text.Json;
using Underpin.Engine;
using Underpin.Postgres;

namespace Underpin.Steps.Verify;

/// <summary>Table <c>underpin.discrepancy</c>: keeps what a verify found.</summary>
internal sealed class DiscrepancyStore(Session session)
{
    public Task AddAsync(Run run, IReadOnlyList<Discrepancy> discrepancies, CancellationToken cancellationToken) =>
        discrepancies.Count == 0 ? Task.CompletedTask : session.ExecuteAsync(
            [.. discrepancies.Select(discrepancy => Insert(run, discrepancy))], cancellationToken);

    /// <summary>The counts of each target over all ranges of a run.</summary>
    public async Task<IReadOnlyList<TargetCounts>> CountsAsync(Run run, CancellationToken cancellationToken)
    {
        var details = await session.QueryAsync(
            Sql.Of($"select details::text from underpin.batch where run = $1 and details is not null order by ordinal")
                .With(run.Id),
            row => JsonSerializer.Deserialize(row.Get<string>(0), TargetCountsJson.Default.TargetCountsArray)!,
            cancellationToken);
        return
        [
            .. details.SelectMany(counts => counts)
                .GroupBy(counts => counts.Target)
                .Select(counts => counts.Aggregate((one, other) => one.Plus(other))),
        ];
    }

    /// <summary>The first of those that were kept, in the order of the source's keys.</summary>
    public async Task<IReadOnlyList<Discrepancy>> ReadAsync(Run run, int most, CancellationToken cancellationToken) =>
        await session.QueryAsync(
            Sql.Of($"""
            select target, source_key, target_key::text, expected::text, actual::text, columns, class
            from underpin.discrepancy
            where run = $1
            order by class = 'inexpressible', source_key, id
            limit $2
            """).With(run.Id, Math.Max(0, most)),
            row => new Discrepancy
            {
                Target = row.Get<string>(0),
                SourceKey = row.Get<long?>(1),
                TargetKey = row.Get<string>(2),
                Expected = row.Get<string?>(3),
                Actual = row.Get<string?>(4),
                Columns = row.Get<string[]>(5),
                Class = Enum.Parse<DiscrepancyClass>(row.Get<string>(6), ignoreCase: true),
            },
            cancellationToken);

    private static Sql Insert(Run run, Discrepancy discrepancy) => Sql.Of($"""
        insert into underpin.discrepancy
            (run, change, target, source_key, target_key, expected, actual, columns, class)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """).With(
            run.Id, run.Change, discrepancy.Target, discrepancy.SourceKey, SqlValue.Json(discrepancy.TargetKey),
            SqlValue.Json(discrepancy.Expected), SqlValue.Json(discrepancy.Actual), discrepancy.Columns.ToArray(),
            discrepancy.Class.ToString().ToLowerInvariant());
}

using Underpin.Mappings;
using Underpin.Postgres;

namespace Underpin.Steps.Verify;

/// <summary>Writes of the follower that failed, and were contained.</summary>
internal sealed class WriteFailures(Session session)
{
    /// <summary>Those that are neither repaired nor proved right, by number: each with the application's key.</summary>
    public async Task<IReadOnlyDictionary<long, string>> UnresolvedAsync(
        string change, Direction direction, CancellationToken cancellationToken) =>
        (await session.QueryAsync(
            Sql.Of($"""
            select id, key
            from underpin.write_failure
            where change = $1 and follower = $2 and resolved_at is null
            """).With(change, direction == Direction.Forward ? "new" : "old"),
            row => (Id: row.Get<long>(0), Key: row.Get<string>(1)), cancellationToken))
        .ToDictionary(failure => failure.Id, failure => failure.Key);

    /// <returns>How many of them were still open.</returns>
    public async Task<long> ResolveAsync(IEnumerable<long> failures, string by, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            Sql.Of($"""
            update underpin.write_failure
            set resolved_at = clock_timestamp(), resolved_by = $2
            where id = any ($1) and resolved_at is null
            """).With(failures.ToArray(), by),
            cancellationToken);
}

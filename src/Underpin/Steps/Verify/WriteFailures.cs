using Npgsql;
using Underpin.Mappings;
using Underpin.Postgres;

namespace Underpin.Steps.Verify;

/// <summary>Writes of the follower that failed, and were contained.</summary>
internal sealed class WriteFailures(Database database)
{
    /// <summary>Those that are neither repaired nor proved right, by number: each with the application's key.</summary>
    public async Task<IReadOnlyDictionary<long, string>> UnresolvedAsync(
        string change, Direction direction, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            select id, key from underpin.write_failure
            where change = $1 and follower = $2 and resolved_at is null
            """, connection)
        {
            Parameters =
            {
                new() { Value = change },
                new() { Value = direction == Direction.Forward ? "new" : "old" },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var failures = new Dictionary<long, string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            failures.Add(reader.GetInt64(0), reader.GetString(1));
        }

        return failures;
    }

    /// <returns>How many of them were still open.</returns>
    public async Task<long> ResolveAsync(IEnumerable<long> failures, string by, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            update underpin.write_failure
            set resolved_at = clock_timestamp(), resolved_by = $2
            where id = any ($1) and resolved_at is null
            """, connection)
        {
            Parameters = { new() { Value = failures.ToArray() }, new() { Value = by } },
        };
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

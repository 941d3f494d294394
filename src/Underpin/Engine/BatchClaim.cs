using Npgsql;
using Underpin.Mappings;

namespace Underpin.Engine;

/// <summary>Gives each open range to one worker at a time, whichever process it is in.</summary>
internal sealed class BatchClaim(Run run)
{
    private int _after;

    /// <summary>
    /// Locks the next range that nobody works on, in the caller's transaction; null where there is none now.
    /// Ranges are skipped where they are locked, rows in a range never.
    /// </summary>
    public async Task<Batch?> NextAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var batch = await TryAsync(connection, _after, cancellationToken);
        if (batch is null && _after > 0)
        {
            batch = await TryAsync(connection, 0, cancellationToken);
        }

        _after = batch?.Ordinal ?? 0;
        return batch;
    }

    /// <summary>This range again, unless another worker takes it up first.</summary>
    public void Again(Batch batch) => _after = batch.Ordinal - 1;

    /// <summary>Is any range not done yet, whoever works on it?</summary>
    public async Task<bool> AnyLeftAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select exists (select from underpin.batch where run = $1 and done_at is null)", connection)
        {
            Parameters = { new() { Value = run.Id } },
        };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Marks a range as done, in the transaction that wrote its rows.</summary>
    public async Task DoneAsync(
        NpgsqlConnection connection, Batch batch, MergeCounts counts, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            update underpin.batch
            set done_at = clock_timestamp(), rows = $3, inserted = $4, updated = $5, deleted = $6, found = $7
            where run = $1 and ordinal = $2
            """, connection)
        {
            Parameters =
            {
                new() { Value = run.Id },
                new() { Value = batch.Ordinal },
                new() { Value = counts.SourceRows },
                new() { Value = counts.Inserted },
                new() { Value = counts.Updated },
                new() { Value = counts.Deleted },
                new() { Value = counts.Written },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static Batch Read(NpgsqlDataReader reader) => new(
        reader.GetInt32(0),
        new(reader.IsDBNull(1) ? null : reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetInt64(2)));

    private async Task<Batch?> TryAsync(NpgsqlConnection connection, int after, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select ordinal, after, up_to
            from underpin.batch
            where run = $1 and ordinal > $2 and done_at is null
            order by ordinal
            limit 1
            for update skip locked
            """, connection)
        {
            Parameters = { new() { Value = run.Id }, new() { Value = after } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
    }
}

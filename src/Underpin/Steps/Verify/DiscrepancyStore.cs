using Npgsql;
using NpgsqlTypes;
using Underpin.Engine;
using Underpin.Postgres;

namespace Underpin.Steps.Verify;

/// <summary>Keeps what a verify found.</summary>
internal sealed class DiscrepancyStore(Database database)
{
    /// <summary>Stores the discrepancies of a range and marks it as done, together.</summary>
    public async Task AddAsync(Run run, Batch batch, RangeComparison found, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var discrepancy in found.Discrepancies)
        {
            await InsertAsync(connection, run, discrepancy, cancellationToken);
        }

        await using var done = new NpgsqlCommand(
            "update underpin.batch set done_at = clock_timestamp(), rows = $3, found = $4 where run = $1 and ordinal = $2",
            connection)
        {
            Parameters =
            {
                new() { Value = run.Id },
                new() { Value = batch.Ordinal },
                new() { Value = found.SourceRows },
                new() { Value = found.Targets.Sum(target => target.Found) },
            },
        };
        await done.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task InsertAsync(
        NpgsqlConnection connection, Run run, Discrepancy discrepancy, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into underpin.discrepancy
                (run, change, target, source_key, target_key, expected, actual, columns, class)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """, connection)
        {
            Parameters =
            {
                new() { Value = run.Id },
                new() { Value = run.Change },
                new() { Value = discrepancy.Target },
                new() { Value = (object?)discrepancy.SourceKey ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
                Json(discrepancy.TargetKey),
                Json(discrepancy.Expected),
                Json(discrepancy.Actual),
                new() { Value = discrepancy.Columns.ToArray() },
                new() { Value = discrepancy.Class.ToString().ToLowerInvariant() },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlParameter Json(string? text) =>
        new() { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Jsonb };
}

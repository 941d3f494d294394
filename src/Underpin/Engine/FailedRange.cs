using Npgsql;
using Underpin.Mappings;
using Underpin.Postgres;

namespace Underpin.Engine;

/// <summary>Says what a range failed of, and which of its keys is to blame, found by halving the range.</summary>
internal sealed class FailedRange(Merge merge, SourceSql source, NpgsqlConnection connection, Run run)
{
    public async Task<UnderpinException> DescribeAsync(
        KeyRange range, PostgresException exception, CancellationToken cancellationToken)
    {
        if (Conflict.IsLock(exception))
        {
            return new UnderpinException(
                "run.locked", $"{run.Change}: rows of {range} stayed locked: {exception.MessageText}.",
                "Look for a transaction that is open for long. Run the same command again: it continues here.", exception)
            {
                ExitCode = ExitCode.LockNotHad,
            };
        }

        var culprit = await NarrowAsync(range, exception, cancellationToken);
        var on = exception.TableName is { } table ? $" {table} refused it:" : "";
        return new UnderpinException(
            "run.failed",
            $"{run.Change} stopped at {culprit}{(culprit == range ? "" : $" (in {range})")}:{on} {exception.MessageText}"
            + $"{(exception.Detail is { Length: > 0 } detail ? $" {detail}" : "")} ({exception.SqlState}).",
            "Correct the source row or the mapping, then run the same command again: it continues where it stopped.",
            exception);
    }

    private async Task<KeyRange> NarrowAsync(
        KeyRange range, PostgresException exception, CancellationToken cancellationToken)
    {
        var whole = range;
        while (await KeyAsync(source.Middle(range), range, cancellationToken) is { } middle)
        {
            var lower = range with { UpTo = middle };
            range = await FailsAsync(lower, exception, cancellationToken) ? lower : range with { After = middle };
        }

        // One key is left: it is to blame if it fails by itself, too.
        return await KeyAsync(source.Last(range), range, cancellationToken) is { } key
            && await FailsAsync(KeyRange.Only(key), exception, cancellationToken)
                ? KeyRange.Only(key)
                : whole;
    }

    private async Task<long?> KeyAsync(Sql sql, KeyRange range, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { range.Command(sql) } };
        return await batch.ExecuteScalarAsync(cancellationToken) as long?;
    }

    private async Task<bool> FailsAsync(
        KeyRange range, PostgresException exception, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await merge.RunAsync(connection, range, again: true, cancellationToken);
            return false;
        }
        catch (PostgresException again) when (again.SqlState == exception.SqlState)
        {
            return true;
        }
        catch (PostgresException)
        {
            return false;
        }
    }
}

using Npgsql;
using Underpin.Mappings;
using Underpin.Postgres;

namespace Underpin.Engine;

/// <summary>Says what a range failed of, and which of its keys is to blame, found by halving the range.</summary>
internal sealed class FailedRange(RangeWork work, SourceSql source, Session session, Run run)
{
    public async Task<UnderpinException> DescribeAsync(
        Batch batch, PostgresException exception, CancellationToken cancellationToken)
    {
        var range = batch.Range;
        if (Conflict.IsLock(exception))
        {
            return new UnderpinException(
                "run.locked", $"{run.Change}: rows of {range} stayed locked: {exception.MessageText}.",
                "Look for a transaction that is open for long. Run the same command again: it continues here.",
                exception)
            {
                ExitCode = ExitCode.LockNotHad,
            };
        }

        var culprit = await NarrowAsync(batch, exception, cancellationToken);
        var on = exception.TableName is { } table ? $" {table} refused it:" : "";
        return new UnderpinException(
            "run.failed",
            $"{run.Change} stopped at {culprit}{(culprit == range ? "" : $" (in {range})")}:{on} "
                + $"{exception.MessageText}"
            + $"{(exception.Detail is { Length: > 0 } detail ? $" {detail}" : "")} ({exception.SqlState}).",
            "Correct the source row or the mapping, then run the same command again: it continues where it stopped.",
            exception);
    }

    private async Task<KeyRange> NarrowAsync(
        Batch batch, PostgresException exception, CancellationToken cancellationToken)
    {
        var range = batch.Range;
        while (await KeyAsync(source.Middle(range), range, cancellationToken) is { } middle)
        {
            var lower = range with { UpTo = middle };
            range = await FailsAsync(batch with { Range = lower }, exception, cancellationToken)
                ? lower : range with { After = middle };
        }

        // One key is left: it is to blame if it fails by itself, too.
        return await KeyAsync(source.Last(range), range, cancellationToken) is { } key
            && await FailsAsync(batch with { Range = KeyRange.Only(key) }, exception, cancellationToken)
                ? KeyRange.Only(key)
                : batch.Range;
    }

    private Task<long?> KeyAsync(Sql sql, KeyRange range, CancellationToken cancellationToken) =>
        session.ScalarAsync<long?>(range.Bind(sql), cancellationToken);

    /// <summary>Tries the work on a part of the range; whatever it does is rolled back.</summary>
    private async Task<bool> FailsAsync(
        Batch part, PostgresException exception, CancellationToken cancellationToken)
    {
        await using var transaction = await session.BeginAsync(cancellationToken);
        try
        {
            await work.DoAsync(session, part, again: true, cancellationToken);
            return false;
        }
        catch (PostgresException again)
        {
            return again.SqlState == exception.SqlState;
        }
    }
}

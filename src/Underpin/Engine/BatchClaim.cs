using Underpin.Postgres;

namespace Underpin.Engine;

/// <summary>Gives each open range to one worker at a time, whichever process it is in.</summary>
internal sealed class BatchClaim(Run run)
{
    private int _after;

    /// <summary>
    /// Locks the next range that nobody works on, in the caller's transaction; null where there is none now.
    /// Ranges are skipped where they are locked, rows in a range never.
    /// </summary>
    public async Task<Batch?> NextAsync(Session session, CancellationToken cancellationToken)
    {
        var batch = await TryAsync(session, _after, cancellationToken);
        if (batch is null && _after > 0)
        {
            batch = await TryAsync(session, 0, cancellationToken);
        }

        _after = batch?.Ordinal ?? 0;
        return batch;
    }

    /// <summary>This range again, unless another worker takes it up first.</summary>
    public void Again(Batch batch) => _after = batch.Ordinal - 1;

    /// <summary>Is any range not done yet, whoever works on it?</summary>
    public Task<bool> AnyLeftAsync(Session session, CancellationToken cancellationToken) =>
        session.ScalarAsync<bool>(
            Sql.Of($"select exists (select from underpin.batch where run = $1 and done_at is null)").With(run.Id),
            cancellationToken);

    /// <summary>Marks a range as done, in the transaction that wrote its rows.</summary>
    public Task DoneAsync(Session session, Batch batch, RangeCounts counts, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            Sql.Of($"""
            update underpin.batch
            set done_at = clock_timestamp(), rows = $3, inserted = $4, updated = $5, deleted = $6, found = $7,
                details = $8
            where run = $1 and ordinal = $2
            """).With(
                run.Id, batch.Ordinal, counts.Rows.SourceRows, counts.Rows.Inserted, counts.Rows.Updated,
                counts.Rows.Deleted, counts.Found,
                SqlValue.Json(counts.Details)),
            cancellationToken);

    private Task<Batch?> TryAsync(Session session, int after, CancellationToken cancellationToken) =>
        session.FirstAsync(
            Sql.Of($"""
            select ordinal, after, up_to
            from underpin.batch
            where run = $1 and ordinal > $2 and done_at is null
            order by ordinal
            limit 1
            for update skip locked
            """).With(run.Id, after),
            row => new Batch(row.Get<int>(0), new(row.Get<long?>(1), row.Get<long?>(2))), cancellationToken);
}

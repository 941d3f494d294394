using Npgsql;
using Underpin.Design.Folder;
using Underpin.Design.Histories;
using Underpin.Design.Testing;
using Underpin.Postgres;

namespace Underpin.Design.Search;

/// <summary>
/// Records two facts in two transactions that are open at the same time: each is legal alone, both together are not.
/// What is recorded stays in the scratch database; the history must be about entities that it does not know yet.
/// </summary>
internal sealed class TwoAtOnce(CandidateDatabase database)
{
    private static readonly TimeSpan _glance = TimeSpan.FromMilliseconds(3);

    /// <summary>Were both accepted? Null where what goes before them was not.</summary>
    /// <param name="history">Its last two facts are recorded at once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool?> AcceptsAsync(History history, CancellationToken cancellationToken)
    {
        await using var first = await database.Database.SessionAsync(cancellationToken);
        await using var second = await database.Database.SessionAsync(cancellationToken);
        if (!await PrepareAsync(first, history.Facts.SkipLast(2), cancellationToken))
        {
            return null;
        }

        await using var one = await first.BeginAsync(cancellationToken);
        await using var other = await second.BeginAsync(cancellationToken);
        if (await database.Recorder(first).RecordAsync(history.Facts[^2], cancellationToken) is not { Succeeded: true })
        {
            return null;
        }

        var recording = database.Recorder(second).RecordAsync(history.Facts[^1], cancellationToken);
        try
        {
            await DoneOrWaitingAsync(recording, first, second, cancellationToken);
            var both = await CommitsAsync(one, cancellationToken);
            both &= await recording is { Succeeded: true };
            return both && await CommitsAsync(other, cancellationToken);
        }
        finally
        {
            // A transaction can be rolled back only once nothing of its own runs; and that may wait for the first one's
            // end.
            await one.DisposeAsync();
            await ((Task)recording).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Whoever waits for the other one's lock waits until it commits.</summary>
    private static async Task DoneOrWaitingAsync(
        Task recording, Session first, Session second, CancellationToken cancellationToken)
    {
        var blocked = Sql.Of($"select cardinality(pg_blocking_pids($1)) > 0").With(second.ProcessId);
        while (await Task.WhenAny(recording, Task.Delay(_glance, cancellationToken)) != recording
            && !await first.ScalarAsync<bool>(blocked, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<bool> PrepareAsync(
        Session session, IEnumerable<FactCall> facts, CancellationToken cancellationToken)
    {
        await using var transaction = await session.BeginAsync(cancellationToken);
        var recorder = database.Recorder(session);
        foreach (var fact in facts)
        {
            if (await recorder.RecordAsync(fact, cancellationToken) is not { Succeeded: true })
            {
                return false;
            }
        }

        return await CommitsAsync(transaction, cancellationToken);
    }

    private static async Task<bool> CommitsAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        try
        {
            await transaction.CommitAsync(cancellationToken);
            return true;
        }
        catch (PostgresException)
        {
            // A deferred constraint, a deadlock, a serialization failure: refused.
            return false;
        }
    }
}

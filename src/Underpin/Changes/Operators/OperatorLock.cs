using Npgsql;
using Underpin.Postgres;

namespace Underpin.Changes.Operators;

/// <summary>
/// Held by a command that works long on a change, in a session of its own: a second operator is told who is at work.
/// It goes with the session, so a killed command leaves nothing behind.
/// </summary>
internal sealed class OperatorLock : IAsyncDisposable
{
    // The server notices only after a moment that the session of a killed command is gone.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    private readonly Session _session;

    private OperatorLock(Session session) => _session = session;

    /// <summary>Takes the lock for one command alone.</summary>
    public static Task<OperatorLock> ExclusiveAsync(
        Database database, string change, string command, CancellationToken cancellationToken) =>
        TakeAsync(database, change, command, "pg_try_advisory_lock", cancellationToken);

    /// <summary>Takes the lock for a command that may run beside others like it.</summary>
    public static Task<OperatorLock> SharedAsync(
        Database database, string change, string command, CancellationToken cancellationToken) =>
        TakeAsync(database, change, command, "pg_try_advisory_lock_shared", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _session.ExecuteAsync(Sql.Of($"select pg_advisory_unlock_all()"), limit.Token);
        }
        catch (NpgsqlException)
        {
            // The session is gone, and the lock with it.
        }

        await _session.DisposeAsync();
    }

    private static async Task<OperatorLock> TakeAsync(
        Database database, string change, string command, string function, CancellationToken cancellationToken)
    {
        var settings = new SessionSettings { Purpose = $"underpin {command} {change} ({Environment.UserName})" };
        var session = await database.SessionAsync(settings, cancellationToken);
        try
        {
            var take = Sql.Of($"select {new Identifier(function)}(hashtextextended('operator of ' || $1, 0))");
            var started = TimeProvider.System.GetTimestamp();
            do
            {
                if (await session.ScalarAsync<bool>(take.With(change), cancellationToken))
                {
                    return new OperatorLock(session);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
            while (TimeProvider.System.GetElapsedTime(started) < _patience);

            throw await WhoIsAtWorkAsync(session, change, cancellationToken);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    private static async Task<UnderpinException> WhoIsAtWorkAsync(
        Session session, string change, CancellationToken cancellationToken)
    {
        var who = await session.ScalarAsync<string?>(
            Sql.Of($"""
            select string_agg(format('%s, process %s, since %s', a.application_name, a.pid,
                       to_char(a.backend_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"')), '; ')
            from pg_locks l
            join pg_stat_activity a using (pid)
            where l.locktype = 'advisory' and l.granted and l.objsubid = 1
              and (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended('operator of ' || $1, 0)
            """).With(change), cancellationToken);
        return new UnderpinException(
            "operator.busy", $"Somebody is at work on {change}: {who ?? "they have just ended"}.",
            "Wait until that command has ended, then run this one again.")
        {
            ExitCode = ExitCode.LockNotHad,
        };
    }
}

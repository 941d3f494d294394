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

    private readonly NpgsqlConnection _connection;

    private OperatorLock(NpgsqlConnection connection) => _connection = connection;

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
            await using var release = new NpgsqlCommand("select pg_advisory_unlock_all()", _connection);
            await release.ExecuteNonQueryAsync(limit.Token);
        }
        catch (NpgsqlException)
        {
            // The session is gone, and the lock with it.
        }

        await _connection.DisposeAsync();
    }

    private static async Task<OperatorLock> TakeAsync(
        Database database, string change, string command, string function, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken);
        try
        {
            await using var take = new NpgsqlCommand(
                Sql.Of($"""
                select set_config('application_name', left($2, 63), false),
                    {new Identifier(function)}(hashtextextended('operator of ' || $1, 0))
                """).Text, connection)
            {
                Parameters =
                {
                    new() { Value = change },
                    new() { Value = $"underpin {command} {change} ({Environment.UserName})" },
                },
            };
            var started = TimeProvider.System.GetTimestamp();
            do
            {
                if (await TryAsync(take, cancellationToken))
                {
                    return new OperatorLock(connection);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
            while (TimeProvider.System.GetElapsedTime(started) < _patience);

            throw await WhoIsAtWorkAsync(connection, change, cancellationToken);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<bool> TryAsync(NpgsqlCommand take, CancellationToken cancellationToken)
    {
        await using var reader = await take.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.GetBoolean(1);
    }

    private static async Task<UnderpinException> WhoIsAtWorkAsync(
        NpgsqlConnection connection, string change, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select string_agg(format('%s, process %s, since %s', a.application_name, a.pid,
                       to_char(a.backend_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"')), '; ')
            from pg_locks l
            join pg_stat_activity a using (pid)
            where l.locktype = 'advisory' and l.granted and l.objsubid = 1
              and (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended('operator of ' || $1, 0)
            """, connection)
        {
            Parameters = { new() { Value = change } },
        };
        var who = await command.ExecuteScalarAsync(cancellationToken) as string;
        return new UnderpinException(
            "operator.busy", $"Somebody is at work on {change}: {who ?? "they have just ended"}.",
            "Wait until that command has ended, then run this one again.")
        {
            ExitCode = ExitCode.LockNotHad,
        };
    }
}

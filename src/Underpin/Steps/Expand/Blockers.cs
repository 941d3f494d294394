using Npgsql;
using Underpin.Postgres;

namespace Underpin.Steps.Expand;

/// <summary>Looks, from a session of its own, who keeps another session waiting.</summary>
internal sealed class Blockers(Database database, TimeProvider time)
{
    private static readonly TimeSpan _first = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan _every = TimeSpan.FromMilliseconds(200);

    /// <summary>Who was last seen in the way; null while nobody was.</summary>
    public string? Seen { get; private set; }

    /// <summary>Runs some work, and reports whom it waits for.</summary>
    /// <param name="process">The server process that works.</param>
    /// <param name="work">The work, with its own cancellation.</param>
    /// <param name="report">Told when somebody is in the way.</param>
    public async Task WhileAsync(int process, Task work, Action<string> report)
    {
        using var ended = new CancellationTokenSource();
        var watch = WatchAsync(process, report, ended.Token);
        try
        {
            await work;
        }
        finally
        {
            await ended.CancelAsync();
            await watch;
        }
    }

    private async Task WatchAsync(int process, Action<string> report, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(_first, time, cancellationToken);
            await using var session = await database.SessionAsync(cancellationToken);
            while (true)
            {
                if (await FindAsync(session, process, cancellationToken) is { } who)
                {
                    Seen = who;
                    report(who);
                }

                await Task.Delay(_every, time, cancellationToken);
            }
        }
        catch (Exception exception) when (
            exception is OperationCanceledException or NpgsqlException or UnderpinException)
        {
            // The work has ended, or the look failed: the work itself will say what is wrong.
        }
    }

    /// <summary>No query texts: they hold values.</summary>
    private static Task<string?> FindAsync(Session session, int process, CancellationToken cancellationToken) =>
        session.ScalarAsync<string?>(
            Sql.Of($"""
            select string_agg(case
                when b.pid = 0 then 'a prepared transaction (see pg_prepared_xacts)'
                else format('process %s (%s, user %s, %s%s)', b.pid,
                    coalesce(nullif(a.application_name, ''), a.backend_type, 'unnamed'), coalesce(a.usename, 'unknown'),
                    coalesce(a.state, 'state hidden'),
                    coalesce(', transaction open for '
                        || round(extract(epoch from clock_timestamp() - a.xact_start)) || ' s', ''))
                end, '; ' order by b.pid)
            from (select distinct unnest(pg_blocking_pids($1)) as pid) b
            left join pg_stat_activity a on a.pid = b.pid
            """).With(process), cancellationToken);
}

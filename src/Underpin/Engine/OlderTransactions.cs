using Underpin.Changes.Plans;
using Underpin.Postgres;

namespace Underpin.Engine;

/// <summary>
/// Transactions of this database that began to write before a plan came into force, and may still act on the one before
/// it. Whatever cannot be told to belong to another database counts.
/// </summary>
/// <remarks>
/// A transaction that has a number holds a lock on it until it has ended, which every role may see.
/// https://www.postgresql.org/docs/current/view-pg-locks.html
/// </remarks>
internal sealed class OlderTransactions(Database database, TimeProvider time)
{
    /// <summary>How long to wait for them before naming who holds things up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Waits until every one of them has ended.</summary>
    /// <exception cref="UnderpinException">One of them is still open.</exception>
    public async Task WaitAsync(Plan plan, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        var started = time.GetTimestamp();
        while (await WhoAsync(session, plan, cancellationToken) is { } who)
        {
            if (time.GetElapsedTime(started) > Patience)
            {
                throw new UnderpinException(
                    "populate.older-transaction",
                    $"A transaction is open since before plan {plan.Version} of {plan.Change}, and may not write both "
                    + $"schemas: {who}.",
                    "Wait until it has ended, or end it, and run the same command again. Nothing was written.")
                {
                    ExitCode = ExitCode.LockNotHad,
                };
            }

            progress?.Report(new(0, null, "rows", "waiting for older transactions to end"));
            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken);
        }
    }

    private static Task<string?> WhoAsync(Session session, Plan plan, CancellationToken cancellationToken) =>
        session.ScalarAsync<string?>(
            Sql.Of($"""
            select string_agg(distinct who, '; ')
            from (
                select case
                        when a.pid is not null then format('process %s (%s, %s, open for %s)', a.pid,
                            coalesce(nullif(a.application_name, ''), 'unnamed'), coalesce(a.state, 'state not shown'),
                            coalesce(date_trunc('second', clock_timestamp() - a.xact_start)::text, 'a time not shown'))
                        when p.gid is not null then format('prepared transaction %s of %s', p.gid, p.owner)
                        else 'a session that is just ending'
                    end as who
                from pg_locks l
                left join pg_stat_activity a on a.pid = l.pid
                left join pg_prepared_xacts p on p.transaction = l.transactionid
                where l.locktype = 'transactionid' and l.mode = 'ExclusiveLock' and l.granted
                and l.pid is distinct from pg_backend_pid()
                and age(l.transactionid) > age($1::text::xid8::xid)
                and not coalesce(a.datname <> current_database(), p.database <> current_database(), false)
            ) as holder
            """).With($"{plan.MadeIn}"),
            cancellationToken);
}

using Npgsql;
using Underpin.Postgres;

namespace Underpin.Changes.Plans;

/// <summary>
/// Reads the plan of a change, and moves it behind the fence. The SQL schema is the contract: what the library that
/// applications reference has of the same name only follows the plans that are made here.
/// </summary>
internal sealed class PlanStore(Database database, TimeProvider time)
{
    /// <summary>Shorter than a writer notices: everyone who asserts queues behind a waiting plan change.</summary>
    private static readonly SessionSettings _limits = new()
    {
        LockTimeout = TimeSpan.FromMilliseconds(100),
        IdleTimeout = TimeSpan.FromSeconds(30),
    };

    /// <summary>How long a plan change goes on trying before it names who is in its way.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The half of the fence that REPEATABLE READ transactions stand behind; tests weaken it to see that the damage it
    /// prevents is real.
    /// </summary>
    internal Sql TableLock { get; init; } = Sql.Of($"lock table underpin.fence in exclusive mode");

    /// <summary>The plan in force; version 0 where the change has not begun.</summary>
    public async Task<Plan> CurrentAsync(string change, CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        return await PlanRow.CurrentAsync(session, change, cancellationToken);
    }

    /// <summary>
    /// Makes the next plan. When this returns, no transaction under the earlier one can commit any more:
    /// each of them has ended, or will be refused by the fence.
    /// </summary>
    /// <param name="from">The plan that the decision was made on.</param>
    /// <param name="to">What is to hold from now on; its version and times are given here.</param>
    /// <param name="alongside">In the same transaction, such as renaming what is set aside; null for nothing.</param>
    /// <returns>
    /// The plan that is in force now, or null where somebody else moved it since <paramref name="from"/>.
    /// </returns>
    public async Task<Plan?> MoveAsync(
        Plan from, Plan to, Func<Session, CancellationToken, Task>? alongside,
        CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            await using var session = await database.SessionAsync(cancellationToken);
            try
            {
                return await TryMoveAsync(session, from, to, alongside, cancellationToken);
            }
            catch (PostgresException exception) when (IsCrowded(exception))
            {
                if (time.GetElapsedTime(started) > Budget)
                {
                    throw await WhoIsInTheWayAsync(from.Change, exception);
                }
            }

            // Between two tries the writers get on with it; a little longer after each.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(20 * attempt, 500)), time, cancellationToken);
        }
    }

    private static bool IsCrowded(PostgresException exception) => exception.SqlState
        is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected;

    private async Task<Plan?> TryMoveAsync(
        Session session, Plan from, Plan to, Func<Session, CancellationToken, Task>? alongside,
        CancellationToken cancellationToken)
    {
        await using var transaction = await session.BeginAsync(cancellationToken);
        await session.ExecuteAsync(
            [
                _limits.ForTransaction,
                // In the order in which a REPEATABLE READ writer takes them; the other way round is a deadlock.
                TableLock,
                Sql.Of($"select pg_advisory_xact_lock(underpin.fence_key($1))").With(from.Change),
            ], cancellationToken);
        var current = await PlanRow.CurrentAsync(session, from.Change, cancellationToken);
        if (current.Version != from.Version)
        {
            return null;
        }

        if (alongside is not null)
        {
            await alongside(session, cancellationToken);
        }

        var made = await PlanRow.InsertAsync(session, to with { Version = from.Version + 1 }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return made;
    }

    private async Task<UnderpinException> WhoIsInTheWayAsync(string change, PostgresException cause)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await using var session = await database.SessionAsync(limit.Token);
        var who = await session.ScalarAsync<string?>(
            Sql.Of($"""
            select string_agg(format('process %s (%s, %s, transaction open for %s)', a.pid,
                       coalesce(nullif(a.application_name, ''), 'unnamed'), a.state,
                       date_trunc('second', clock_timestamp() - a.xact_start)), '; ')
            from pg_locks l
            join pg_stat_activity a using (pid)
            where l.granted and a.pid <> pg_backend_pid()
              and ((l.locktype = 'advisory'
                    and (l.classid::bigint << 32 | l.objid::bigint) = underpin.fence_key($1))
                   or l.relation = 'underpin.fence'::regclass
                   or l.relation = (select source_table::regclass from underpin.change where name = $1))
              and a.xact_start < clock_timestamp() - interval '100 milliseconds'
            """).With(change), limit.Token);
        return new UnderpinException(
            "plan.crowded",
            $"The plan of {change} could not be moved: {who ?? cause.MessageText}.",
            "Wait until that transaction has ended, or end it, and run the same command again. Nothing was changed.",
            cause)
        {
            ExitCode = ExitCode.LockNotHad,
        };
    }
}

using Underpin.Changes.Plans;
using Underpin.Mappings;
using Underpin.Postgres;

namespace Underpin.Engine;

/// <summary>Table <c>underpin.run</c>: begins runs, finds those that were stopped, and finishes them.</summary>
internal sealed class RunStore(Database database)
{
    /// <summary>
    /// Continues the unfinished run of this kind and direction that began under a plan of this version or a later one,
    /// or begins another. Processes that come at the same moment share one run.
    /// </summary>
    /// <param name="wanted">The run as it would begin.</param>
    /// <param name="sinceVersion">Earlier ones are left as they are: they no longer say anything.</param>
    /// <param name="plan">Plans the ranges of one that begins.</param>
    /// <param name="cancellationToken">Gives up; nothing has begun then.</param>
    public async Task<Run> OpenAsync(
        Run wanted, long sinceVersion, Func<Session, Run, CancellationToken, Task> plan,
        CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        await using var transaction = await session.BeginAsync(cancellationToken);
        await session.ExecuteAsync(
            Sql.Of($"select pg_advisory_xact_lock(hashtextextended($1 || ' of ' || $2, 0))")
                .With(Name(wanted.Kind), wanted.Change),
            cancellationToken);
        var run = await FindAsync(session, wanted, sinceVersion, cancellationToken);
        if (run is null)
        {
            run = await InsertAsync(session, wanted, cancellationToken);
            await plan(session, run, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return run;
    }

    /// <summary>The unfinished run of this kind and direction; null where there is none.</summary>
    public async Task<Run?> UnfinishedAsync(Run wanted, long sinceVersion, CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        return await FindAsync(session, wanted, sinceVersion, cancellationToken);
    }

    /// <summary>How many source rows are done, and about how many there are in all.</summary>
    public async Task<(long Done, long InAll)> RowsAsync(Run run, CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        return await session.FirstAsync(
            Sql.Of($"""
            select coalesce(sum(rows), 0)::bigint, (count(*) - 1) * $2
            from underpin.batch
            where run = $1
            """).With(run.Id, (long)run.BatchSize),
            row => (row.Get<long>(0), row.Get<long>(1)), cancellationToken);
    }

    /// <summary>
    /// Marks a run as finished, once. It is a rehearsal too if any plan that was in force meanwhile did not reach
    /// both schemas with every write.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="foundAtLeast">What counts as found even where no range says so.</param>
    /// <param name="cancellationToken">Gives up; it can be finished again.</param>
    public async Task<Run> FinishAsync(Run run, long foundAtLeast, CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        var rehearsal = run.Rehearsal || !await WroteEverythingAsync(session, run, cancellationToken);
        await session.ExecuteAsync(
            Sql.Of($"""
            update underpin.run
            set finished_at = clock_timestamp(), rehearsal = $2, source_rows = total.rows,
                found = greatest(total.found, $3)
            from (
                select coalesce(sum(rows), 0) as rows, coalesce(sum(found), 0) as found
                from underpin.batch
                where run = $1
            ) as total
            where id = $1 and finished_at is null
            """).With(run.Id, rehearsal, foundAtLeast),
            cancellationToken);
        return run with
        {
            Rehearsal = await session.ScalarAsync<bool>(
                Sql.Of($"select rehearsal from underpin.run where id = $1").With(run.Id), cancellationToken),
        };
    }

    private static async Task<bool> WroteEverythingAsync(
        Session session, Run run, CancellationToken cancellationToken) =>
        (await PlanRow.HistoryAsync(session, run.Change, cancellationToken))
            .Where(plan => plan.Version >= run.PlanVersion)
            .All(plan => plan.WritesEverything);

    private static Task<Run?> FindAsync(
        Session session, Run wanted, long sinceVersion, CancellationToken cancellationToken) =>
        session.FirstAsync(
            Sql.Of($"""
            select id, plan_version, batch_size
            from underpin.run r
            where change = $1 and kind = $2 and direction = $3 and finished_at is null
                and rehearsal = $4 and plan_version >= $5
                -- What was compared long ago, or before rows of ours were written, is compared again.
                and (kind <> 'verify' or (
                    coalesce((select max(done_at) from underpin.batch where run = r.id), started_at)
                        > clock_timestamp() - interval '1 hour'
                    and not exists (
                        select from underpin.run w
                        where w.change = r.change and w.direction = r.direction and w.kind in ('populate', 'repair')
                            and (w.found > 0 or w.finished_at is null)
                            and coalesce(w.finished_at, 'infinity') > r.started_at)))
            order by id desc
            limit 1
            """).With(wanted.Change, Name(wanted.Kind), Name(wanted.Direction), wanted.Rehearsal, sinceVersion),
            row => wanted with
            {
                Id = row.Get<long>(0),
                PlanVersion = row.Get<long>(1),
                BatchSize = row.Get<int>(2),
                Continued = true,
                Failures = [],
            },
            cancellationToken);

    private static async Task<Run> InsertAsync(Session session, Run run, CancellationToken cancellationToken) =>
        run with
        {
            Id = await session.ScalarAsync<long>(
                Sql.Of($"""
                insert into underpin.run (change, kind, direction, rehearsal, plan_version, batch_size)
                values ($1, $2, $3, $4, $5, $6)
                returning id
                """).With(
                    run.Change, Name(run.Kind), Name(run.Direction), run.Rehearsal, run.PlanVersion, run.BatchSize),
                cancellationToken),
        };

    private static string Name(RunKind kind) => kind.ToString().ToLowerInvariant();

    private static string Name(Direction direction) => direction.ToString().ToLowerInvariant();
}

using Npgsql;
using NpgsqlTypes;
using Underpin.Changes.Plans;
using Underpin.Mappings;
using Underpin.Postgres;

namespace Underpin.Engine;

/// <summary>Begins runs, plans their key ranges, and finishes them.</summary>
internal sealed class RunStore(Database database)
{
    /// <summary>
    /// Continues the unfinished populate that began under a plan of this version or a later one, or begins another.
    /// Processes that come at the same moment share one run.
    /// </summary>
    public async Task<Run> OpenPopulateAsync(
        Run wanted, long sinceVersion, SourceSql source, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var alone = new NpgsqlCommand(
            "select pg_advisory_xact_lock(hashtextextended('populate of ' || $1, 0))", connection)
        {
            Parameters = { new() { Value = wanted.Change } },
        })
        {
            await alone.ExecuteNonQueryAsync(cancellationToken);
        }

        var run = await FindUnfinishedAsync(connection, wanted, sinceVersion, cancellationToken);
        if (run is null)
        {
            run = await InsertAsync(connection, wanted, cancellationToken);
            await PlanAsync(connection, run, source, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return run;
    }

    /// <summary>Begins a run and plans its ranges.</summary>
    public async Task<Run> BeginAsync(Run wanted, SourceSql source, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var run = await InsertAsync(connection, wanted, cancellationToken);
        await PlanAsync(connection, run, source, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return run;
    }

    /// <summary>Begins a repair. One that was killed before is closed as if it had written: nobody knows.</summary>
    public async Task<Run> BeginRepairAsync(Run wanted, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var close = new NpgsqlCommand(
            """
            update underpin.run
            set finished_at = clock_timestamp(), found = greatest(found, 1)
            where change = $1 and kind = 'repair' and finished_at is null
            """, connection)
        {
            Parameters = { new() { Value = wanted.Change } },
        };
        await close.ExecuteNonQueryAsync(cancellationToken);
        return await InsertAsync(connection, wanted, cancellationToken);
    }

    public async Task FinishRepairAsync(Run run, long sourceRows, long found, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "update underpin.run set finished_at = clock_timestamp(), source_rows = $2, found = $3 where id = $1",
            connection)
        {
            Parameters = { new() { Value = run.Id }, new() { Value = sourceRows }, new() { Value = found } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<Batch>> BatchesAsync(Run run, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "select ordinal, after, up_to from underpin.batch where run = $1 order by ordinal", connection)
        {
            Parameters = { new() { Value = run.Id } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var batches = new List<Batch>();
        while (await reader.ReadAsync(cancellationToken))
        {
            batches.Add(BatchClaim.Read(reader));
        }

        return batches;
    }

    /// <summary>How many source rows are done, and about how many there are in all.</summary>
    public async Task<(long Done, long InAll)> RowsAsync(Run run, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "select coalesce(sum(rows), 0)::bigint, (count(*) - 1) * $2 from underpin.batch where run = $1", connection)
        {
            Parameters = { new() { Value = run.Id }, new() { Value = (long)run.BatchSize } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>
    /// Marks a run as finished, once. It is a rehearsal too if any plan that was in force meanwhile did not reach
    /// both schemas with every write.
    /// </summary>
    public async Task<Run> FinishAsync(Run run, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using (var finish = new NpgsqlCommand(
            """
            update underpin.run
            set finished_at = clock_timestamp(), rehearsal = $2,
                source_rows = total.rows, found = total.found
            from (
                select coalesce(sum(rows), 0) as rows, coalesce(sum(found), 0) as found
                from underpin.batch
                where run = $1
            ) as total
            where id = $1 and finished_at is null
            """, connection)
        {
            Parameters =
            {
                new() { Value = run.Id },
                new() { Value = run.Rehearsal || !await WroteEverythingAsync(connection, run, cancellationToken) },
            },
        })
        {
            await finish.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var read = new NpgsqlCommand("select rehearsal from underpin.run where id = $1", connection)
        {
            Parameters = { new() { Value = run.Id } },
        };
        return run with { Rehearsal = (bool)(await read.ExecuteScalarAsync(cancellationToken))! };
    }

    private static async Task<bool> WroteEverythingAsync(
        NpgsqlConnection connection, Run run, CancellationToken cancellationToken) =>
        (await PlanRow.HistoryAsync(connection, run.Change, cancellationToken))
            .Where(plan => plan.Version >= run.PlanVersion)
            .All(plan => plan.WritesEverything);

    private static async Task<Run?> FindUnfinishedAsync(
        NpgsqlConnection connection, Run wanted, long sinceVersion, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select id, plan_version, batch_size
            from underpin.run
            where change = $1 and kind = 'populate' and finished_at is null
                and rehearsal = $2 and plan_version >= $3
            order by id desc
            limit 1
            """, connection)
        {
            Parameters =
            {
                new() { Value = wanted.Change },
                new() { Value = wanted.Rehearsal },
                new() { Value = sinceVersion },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? wanted with
            {
                Id = reader.GetInt64(0),
                PlanVersion = reader.GetInt64(1),
                BatchSize = reader.GetInt32(2),
                Continued = true,
            }
            : null;
    }

    private static async Task<Run> InsertAsync(
        NpgsqlConnection connection, Run run, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into underpin.run (change, kind, direction, rehearsal, plan_version, batch_size)
            values ($1, $2, $3, $4, $5, $6)
            returning id
            """, connection)
        {
            Parameters =
            {
                new() { Value = run.Change },
                new() { Value = run.Kind.ToString().ToLowerInvariant() },
                new() { Value = run.Direction.ToString().ToLowerInvariant() },
                new() { Value = run.Rehearsal },
                new() { Value = run.PlanVersion },
                new() { Value = run.BatchSize },
            },
        };
        return run with { Id = (long)(await command.ExecuteScalarAsync(cancellationToken))! };
    }

    /// <summary>The first range is open below and the last open above: no key ever lies outside of them all.</summary>
    private static async Task PlanAsync(
        NpgsqlConnection connection, Run run, SourceSql source, CancellationToken cancellationToken)
    {
        var command = KeyRange.Everything.Command(Sql.Of($"""
            insert into underpin.batch (run, ordinal, after, up_to)
            select $4, row_number() over (order by key nulls last), lag(key) over (order by key nulls last), key
            from (
                select key from ({source.Boundaries(KeyRange.Everything)}) as inner_end
                union all
                select null
            ) as range_end
            """));
        command.Parameters.Add(new() { Value = run.BatchSize, NpgsqlDbType = NpgsqlDbType.Integer });
        command.Parameters.Add(new() { Value = run.Id });
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { command } };
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}

using Npgsql;

namespace Underpin.Tests.Steps.Populate;

/// <summary>An application that writes both schemas in one transaction, as fast as it can, on few hot keys.</summary>
/// <param name="source">The application's sessions.</param>
/// <param name="keys">Courses 1 to this are written.</param>
internal sealed class DualWriters(NpgsqlDataSource source, int keys)
{
    private long _transactions;
    private long _deadlocks;
    private long _conflicts;

    /// <summary>Only changes architects, and the new tables before the old row: the wrong way round.</summary>
    public bool NewFirst { get; init; }

    public long Transactions => _transactions;

    /// <summary>Transactions that the server ended because of a deadlock.</summary>
    public long Deadlocks => _deadlocks;

    /// <summary>Transactions that met a row which somebody else had just written.</summary>
    public long Conflicts => _conflicts;

    /// <summary>Eight of them, until the work is done.</summary>
    public async Task DuringAsync(Func<Task> work)
    {
        using var done = new CancellationTokenSource();
        var writers = Enumerable.Range(1, 8).Select(seed => Task.Run(() => WriteAsync(new Random(seed), done.Token)))
            .ToList();
        try
        {
            await work();
        }
        finally
        {
            await done.CancelAsync();
            await Task.WhenAll(writers);
        }
    }

    private async Task WriteAsync(Random random, CancellationToken done)
    {
        await using var connection = await source.OpenConnectionAsync(CancellationToken.None);
        while (!done.IsCancellationRequested)
        {
            await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
            try
            {
                await (NewFirst ? NewThenOldAsync(connection, random) : OldThenNewAsync(connection, random));
                await transaction.CommitAsync(CancellationToken.None);
                Interlocked.Increment(ref _transactions);
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DeadlockDetected)
            {
                Interlocked.Increment(ref _deadlocks);
            }
            catch (PostgresException exception) when (exception.SqlState
                is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation)
            {
                Interlocked.Increment(ref _conflicts);
            }
        }
    }

    private async Task OldThenNewAsync(NpgsqlConnection connection, Random random)
    {
        var key = (long)random.Next(1, keys + 1);
        var (sql, values) = random.Next(10) switch
        {
            0 => ("delete from golf_courses where id = $1 returning null::text, null::text", Array.Empty<object>()),
            1 or 2 => (
                """
                insert into golf_courses (id, name, architect_1, architect_2)
                values ($1, 'Course ' || $1 || ' ' || $2, $3, $4)
                on conflict do nothing
                returning architect_1, architect_2
                """, [$"{random.Next()}", Architect(random), Architect(random)]),
            3 => (
                "update golf_courses set name = 'Renamed ' || $1 || ' ' || $2 where id = $1 returning architect_1, "
                    + "architect_2",
                [$"{random.Next()}"]),
            4 or 5 => (
                """
                update golf_courses set architect_1 = architect_2, architect_2 = architect_1 where id = $1
                returning architect_1, architect_2
                """, []),
            6 => ("update golf_courses set architect_1 = null where id = $1 returning architect_1, architect_2", []),
            7 => ("update golf_courses set architect_2 = null where id = $1 returning architect_1, architect_2", []),
            _ => (
                "update golf_courses set architect_1 = $2, architect_2 = $3 where id = $1 returning architect_1, "
                    + "architect_2",
                [Architect(random), Architect(random)]),
        };
        await using var old = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = key } } };
        foreach (var value in values)
        {
            old.Parameters.Add(new() { Value = value });
        }

        object first, second;
        await using (var reader = await old.ExecuteReaderAsync(CancellationToken.None))
        {
            if (!await reader.ReadAsync(CancellationToken.None))
            {
                return;
            }

            (first, second) = (reader.GetValue(0), reader.GetValue(1));
        }

        await NewAsync(connection, key, first, second);
    }

    private static async Task NewAsync(NpgsqlConnection connection, long key, object first, object second)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                New("""
                    insert into architects (name)
                    select distinct name from (values ($2), ($3)) as a (name)
                    where name is not null and $1 > 0 and not exists (select from architects b where b.name = a.name)
                    order by name
                    on conflict do nothing
                    """, key, first, second),
                New("""
                    delete from golf_course_architects
                    where golf_course_id = $1
                        and (position > 2 or position = 1 and $2 is null or position = 2 and $3 is null)
                    """, key, first, second),
                New("""
                    insert into golf_course_architects (golf_course_id, position, architect_id)
                    select $1, a.position, architects.id
                    from (values (1, $2), (2, $3)) as a (position, name)
                    join architects using (name)
                    order by a.position
                    on conflict (golf_course_id, position) do update set architect_id = excluded.architect_id
                    """, key, first, second),
            },
        };
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private async Task NewThenOldAsync(NpgsqlConnection connection, Random random)
    {
        var key = (long)random.Next(1, keys + 1);
        string first = Architect(random), second = Architect(random);
        await NewAsync(connection, key, first, second);
        await using var old = new NpgsqlCommand(
            "update golf_courses set architect_1 = $2, architect_2 = $3 where id = $1", connection)
        {
            Parameters = { new() { Value = key }, new() { Value = first }, new() { Value = second } },
        };
        await old.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private static NpgsqlBatchCommand New(string sql, long key, object first, object second) => new(sql)
    {
        Parameters =
        {
            new() { Value = key },
            new() { Value = first, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
            new() { Value = second, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
        },
    };

    private static string Architect(Random random) => $"Architect {random.Next(12)}";
}

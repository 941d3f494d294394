using Npgsql;

namespace Underpin.Tests.Steps.Populate;

/// <summary>
/// An application that hands badges from one person to another, in both schemas: within one transaction, and in two,
/// of which the first lets the taker wear what the giver takes off in the second. It likes to hand a badge back to whom
/// the new schema still holds it for.
/// </summary>
/// <param name="source">The application's sessions.</param>
internal sealed class BadgeWriters(NpgsqlDataSource source)
{
    /// <summary>
    /// Each writer has a group of people of its own, so that whatever goes wrong between two transactions is
    /// populate's. The last group has none: what is wrong with it, nobody mends but populate.
    /// </summary>
    public const int Groups = Writers + 1;

    /// <summary>Every batch meets people of every group: every <c>Groups</c>th person is of one.</summary>
    public const int PeopleEach = 12;

    private const int Writers = 8;

    /// <summary>Slow enough that populate comes first to many a badge.</summary>
    private const int PauseMilliseconds = 200;

    private long _moves;
    private long _deadlocks;

    /// <summary>Badges that changed hands.</summary>
    public long Moves => _moves;

    /// <summary>Transactions that the server ended because of a deadlock.</summary>
    public long Deadlocks => _deadlocks;

    /// <summary>All of them, until the work is done.</summary>
    public async Task DuringAsync(int seed, Func<Task> work)
    {
        using var done = new CancellationTokenSource();
        var writers = Enumerable.Range(0, Writers)
            .Select(number => Task.Run(() => WriteAsync(number, new Random((seed * Writers) + number), done.Token)))
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

    private async Task WriteAsync(int number, Random random, CancellationToken done)
    {
        await using var connection = await source.OpenConnectionAsync(CancellationToken.None);
        var people = Enumerable.Range(0, PeopleEach).Select(place => (long)(number + 1 + (place * Groups))).ToArray();
        while (!done.IsCancellationRequested)
        {
            await Task.Delay(random.Next(PauseMilliseconds), CancellationToken.None);
            random.Shuffle(people);
            try
            {
                await (random.Next(4) == 0
                    ? SwapAsync(connection, people[0], people[1])
                    : GiveThenTakeAsync(connection, people));
                Interlocked.Increment(ref _moves);
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DeadlockDetected)
            {
                Interlocked.Increment(ref _deadlocks);
            }
        }
    }

    private static async Task SwapAsync(NpgsqlConnection connection, long one, long other)
    {
        await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
        var first = await WearsAsync(connection, Math.Min(one, other));
        var second = await WearsAsync(connection, Math.Max(one, other));
        await WearAsync(connection, Math.Min(one, other), second, takenOff: first);
        await WearAsync(connection, Math.Max(one, other), first, takenOff: second);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private static async Task GiveThenTakeAsync(NpgsqlConnection connection, long[] people)
    {
        if (await WhoAsync(connection, people) is not var (giver, taker, badge))
        {
            return;
        }

        await using (var give = await connection.BeginTransactionAsync(CancellationToken.None))
        {
            await WearAsync(connection, taker, badge, takenOff: null);
            await give.CommitAsync(CancellationToken.None);
        }

        await using var take = await connection.BeginTransactionAsync(CancellationToken.None);
        await WearAsync(connection, giver, null, takenOff: badge);
        await take.CommitAsync(CancellationToken.None);
    }

    private static async Task<(long Giver, long Taker, int Badge)?> WhoAsync(NpgsqlConnection connection, long[] people)
    {
        await using var command = new NpgsqlCommand(
            """
            select giver.id, taker.id, giver.badge_number
            from people as giver
            left join badge on badge.number = giver.badge_number
            join people as taker on taker.badge_number is null
            where giver.id = any ($1) and taker.id = any ($1) and giver.badge_number is not null
            order by array_position($1, giver.id), taker.id is distinct from badge.holder_id,
                array_position($1, taker.id)
            limit 1
            """, connection)
        {
            Parameters = { new() { Value = people } },
        };
        await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
        return await reader.ReadAsync(CancellationToken.None)
            ? (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt32(2))
            : null;
    }

    private static async Task<int?> WearsAsync(NpgsqlConnection connection, long person)
    {
        await using var command = new NpgsqlCommand(
            "select badge_number from people where id = $1 for no key update", connection)
        {
            Parameters = { new() { Value = person } },
        };
        return await command.ExecuteScalarAsync(CancellationToken.None) as int?;
    }

    /// <summary>A person's old row first, then the new ones: what was taken off goes if it is still theirs.</summary>
    private static async Task WearAsync(NpgsqlConnection connection, long person, int? badge, int? takenOff)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Command("update people set badge_number = $2::integer where id = $1 and $3::integer is not distinct "
                    + "from $3"),
                Command("delete from badge where holder_id = $1 and number = $3::integer and number is distinct from "
                    + "$2::integer"),
                Command(
                    """
                    insert into badge (number, holder_id, issued_to)
                    select badge_number, id, name
                    from people
                    where id = $1 and badge_number = $2::integer and $3::integer is not distinct from $3
                    on conflict (number) do update set holder_id = excluded.holder_id, issued_to = excluded.issued_to
                    """),
            },
        };
        await batch.ExecuteNonQueryAsync(CancellationToken.None);

        NpgsqlBatchCommand Command(string sql) => new(sql)
        {
            Parameters =
            {
                new() { Value = person },
                new() { Value = (object?)badge ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer },
                new() { Value = (object?)takenOff ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer },
            },
        };
    }
}

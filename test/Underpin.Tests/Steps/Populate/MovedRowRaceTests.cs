using Npgsql;
using Underpin.Mappings;
using Underpin.Postgres;
using Underpin.Steps.Populate;

namespace Underpin.Tests.Steps.Populate;

/// <summary>Badges are handed on while populate takes them over from whoever held them last.</summary>
public sealed class MovedRowRaceTests
{
    /// <summary>Takes its time, so that writers come between its snapshot and its write.</summary>
    private const string SlowMapping = BadgeChange.Mapping + "\n    and (select true from pg_sleep(0.025))";

    /// <summary>Stops in the mapping for as long as somebody holds advisory lock 42.</summary>
    private const string Pause =
        """
        create function pause() returns boolean language plpgsql volatile as $$
        begin
            while not pg_try_advisory_xact_lock_shared(42) loop
                perform pg_sleep(0.005);
            end loop;
            return true;
        end
        $$
        """;

    private static PopulateOptions Small => new() { BatchSize = 12, Workers = 2 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Populate_beside_eight_writers_that_hand_badges_on_leaves_nothing_wrong()
    {
        var rounds = Long.Rounds(usual: 8, atLength: 60);
        var (found, retries, writers) = await RaceAsync(rounds);
        Assert.Equal(0, found);
        Assert.Equal(0, writers.Deadlocks);
        Assert.True(retries > 4 * rounds, $"{retries} retries");
        Assert.True(writers.Moves > 33 * rounds, $"{writers.Moves} moves");
    }

    [Fact]
    public async Task Without_the_lock_on_who_held_it_a_badge_that_comes_back_is_lost() =>
        Assert.Equal("", await GiveBackAsync(Unlocked));

    [Fact]
    public async Task The_lock_on_who_held_it_makes_a_badge_come_back_afterwards() =>
        Assert.Equal("7 by Person 1", await GiveBackAsync((source, range) => source.LockWith(range)));

    /// <summary>Locks the range alone; the holders are named and left alone.</summary>
    private static Sql Unlocked(SourceSql source, KeyRange range) => Sql.Of($"""
        select (select count(*) from ({source.Lock(range)}) as own)
        where $3 = $3 or $3 is null
        """);

    /// <summary>
    /// The target holds badge 7 for person 1, and person 2 wears it: a batch takes it over, and stops with its snapshot
    /// taken. Person 1 gets it back, and then person 2 takes it off.
    /// </summary>
    private static async Task<string> GiveBackAsync(Func<SourceSql, KeyRange, Sql> lockWith)
    {
        await using var change = await BadgeChange.CreateAsync(people: 2);
        await change.RunAsync(Pause);
        await change.WriteFileAsync("badge.sql", BadgeChange.Mapping + " and pause()");
        await change.RunAsync("update people set badge_number = case id when 2 then 7 end");
        await change.RunAsync("insert into badge values (7, 1, 'Person 1')");
        await using var gate = await change.App.OpenConnectionAsync(Token);
        await RunAsync(gate, "select pg_advisory_lock(42)");

        await using var batch = await change.Database.OpenAsync(Token);
        var mapping = await new MappingReader(new Session(batch)).ReadAsync(change.Folder, Token);
        await using var transaction = await batch.BeginTransactionAsync(Token);
        var second = KeyRange.Only(2);
        await new Session(batch)
            .ExecuteAsync(second.Bind(lockWith(mapping.SourceSql, second), new long[] { 1 }), Token);
        var taking = new Session(batch).ExecuteAsync(
            second.Bind(mapping.Targets[0].Moved!.Take(second), new long[] { 1 }), Token);
        await change.SessionIsAsync("wait_event = 'PgSleep'");
        var returning = change.RunAsync(
            """
            update people set badge_number = 7 where id = 1;
            insert into badge values (7, 1, 'Person 1')
            on conflict (number) do update set holder_id = excluded.holder_id, issued_to = excluded.issued_to
            """);
        await Task.WhenAny(returning, change.SessionIsAsync("wait_event_type = 'Lock' and application_name = 'app'"));
        await RunAsync(gate, "select pg_advisory_unlock(42)");
        await taking;
        await transaction.CommitAsync(Token);
        await returning;
        await change.RunAsync(
            "update people set badge_number = null where id = 2; delete from badge where number = 7 and holder_id = 2");
        return await change.WornAsync();
    }

    private static async Task<(long Found, long Retries, BadgeWriters Writers)> RaceAsync(int rounds)
    {
        const int People = BadgeWriters.Groups * BadgeWriters.PeopleEach;
        await using var change = await BadgeChange.CreateAsync(People);
        await change.WriteFileAsync("badge.sql", SlowMapping);
        await change.RunAsync("update underpin.change set folder_hash = $1", change.Folder.Hash);
        // Half of each writer's people wear a badge.
        await change.RunAsync("update people set badge_number = null where id > $1", People / 2);
        var writers = new BadgeWriters(change.App);
        long found = 0, retries = 0;
        for (var round = 0; round < rounds; round++)
        {
            // As failed writes leave it: each badge with one of the same group who wears none.
            await change.RunAsync("truncate badge");
            await change.RunAsync(
                """
                insert into badge
                select people.badge_number, other.id, other.name
                from people
                cross join lateral (
                    select id, name
                    from people as other
                    where id % $1 = people.id % $1 and badge_number is null
                    order by (id + people.badge_number) % 13, id
                    limit 1
                ) as other
                where people.badge_number is not null
                """, BadgeWriters.Groups);
            await writers.DuringAsync(round, async () => retries += (await change.PopulateAsync(Small)).Retries);
            found += (await change.VerifyAsync()).Found;
        }

        TestContext.Current.SendDiagnosticMessage("{0} found, {1} retries, {2} moves", found, retries, writers.Moves);
        return (found, retries, writers);
    }

    private static async Task RunAsync(NpgsqlConnection connection, NpgsqlBatchCommand command)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { command } };
        await batch.ExecuteNonQueryAsync(Token);
    }

    private static Task RunAsync(NpgsqlConnection connection, string sql) =>
        RunAsync(connection, new NpgsqlBatchCommand(sql));
}

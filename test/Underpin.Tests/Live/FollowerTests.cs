using Dapper;
using Npgsql;
using Underpin.Live;

namespace Underpin.Tests.Live;

public sealed class FollowerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Failures => [.. _failures.Keys];

    // In the application's own transaction the connection is the application's: without it nothing can be saved.
    public static TheoryData<string> FailuresThatLeaveTheConnection =>
        [.. _failures.Keys.Where(failure => failure != "takes the connection with it")];

    private static readonly Dictionary<string, Func<NpgsqlTransaction, CancellationToken, Task>> _failures = new()
    {
        ["throws"] = (_, _) => throw new InvalidOperationException("broken"),
        ["violates a constraint"] = Course.InNew(1, "refused"),
        ["violates a deferred constraint"] = (transaction, ct) => Course.RunAsync(
            transaction, "insert into new_course (id, name, architect) values ($1, $2, 'nobody')", 1, "x", ct),
        ["asks for a table that is not there"] = (transaction, ct) => Course.RunAsync(
            transaction, "insert into nowhere values ($1, $2)", 1, "x", ct),
        ["takes too long"] = (transaction, ct) => Course.RunAsync(
            transaction, "select pg_sleep(30), $1::integer, $2::text", 1, "x", ct),
        ["takes too long and does not look at its token"] = (transaction, _) =>
            transaction.Connection!.ExecuteAsync("select pg_sleep(30)", transaction: transaction),
        ["never ends"] = async (transaction, ct) =>
        {
            await Course.InNew(1, "too late")(transaction, ct);
            await Task.Delay(TimeSpan.FromSeconds(4), CancellationToken.None);
            await Course.InNew(1, "far too late")(transaction, CancellationToken.None);
        },
        ["takes the connection with it"] = (transaction, ct) => Course.RunAsync(
            transaction, "select pg_terminate_backend(pg_backend_pid()), $1::integer, $2::text", 1, "x", ct),
    };

    // The first failure takes the transaction with it, a later one only what came after the savepoint.
    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failing_write_of_the_follower_goes_unnoticed_and_is_recorded(string failure)
    {
        await using var database = await LiveDatabase.CreateAsync();
        var version = await database.PlanAsync(TestPlan.WriteBoth);
        await using var instance = await TestInstance.StartAsync(
            database.Application, options => options.FollowerTimeout = TimeSpan.FromMilliseconds(300));
        foreach (var time in (string[])["first", "second"])
        {
            var start = TimeProvider.System.GetTimestamp();
            await instance.Change.WriteAsync(
                new DualWrite { Key = time, Old = Course.InOld(1, $"kept {time}"), New = _failures[failure] }, Token);

            Assert.True(
                TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(3), "the caller waited too long");
            Assert.Equal($"kept {time}", await database.ScalarAsync<string>("select name from old_course"));
            Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from new_course"));
            Assert.Equal(1, await database.ScalarAsync<long>(
                """
                select count(*) from underpin.write_failure
                where change = 'golf' and key = $1 and follower = 'new' and plan_version = $2 and instance is not null
                  and resolved_at is null
                """,
                time, version));
        }
    }

    [Fact]
    public async Task Writes_are_run_behind_a_savepoint_only_for_a_while_after_a_failure()
    {
        await using var database = await LiveDatabase.CreateAsync();
        await database.PlanAsync(TestPlan.WriteBoth);
        var clock = new Clock();
        await using var instance = await TestInstance.StartAsync(database.Application, time: clock);
        // What is written after a savepoint carries a number of its own.
        async Task<bool> SavesAsync()
        {
            await instance.Change.WriteAsync(Course.Write(1, "x"), Token);
            return await database.ScalarAsync<bool>(
                """
                select (select xmin from old_course where id = 1)::text
                    <> (select xmin from new_course where id = 1)::text
                """);
        }

        Assert.False(await SavesAsync());
        var leads = 0;
        var failing = new DualWrite
        {
            Key = "2",
            Old = (transaction, ct) => Course.InOld(2, $"{++leads}")(transaction, ct),
            New = _failures["throws"],
        };
        await instance.Change.WriteAsync(failing, Token);
        Assert.Equal(2, leads);
        await instance.Change.WriteAsync(failing, Token);
        Assert.Equal(3, leads);
        Assert.True(await SavesAsync());
        clock.Advance(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2));
        Assert.False(await SavesAsync());
    }

    [Fact]
    public async Task A_follower_that_leads_when_its_failed_write_is_run_again_is_written()
    {
        await using var database = await LiveDatabase.CreateAsync();
        await database.PlanAsync(TestPlan.WriteBoth);
        await using var instance = await TestInstance.StartAsync(database.Application);
        var tries = 0;
        await instance.Change.WriteAsync(
            new DualWrite
            {
                Key = "1",
                Old = Course.InOld(1, "both"),
                New = async (transaction, ct) =>
                {
                    if (++tries == 1)
                    {
                        // The plan waits for no transaction that has yet to assert it.
                        await instance.FollowsAsync(await database.PlanAsync(TestPlan.WriteBoth with { Lead = "new" }));
                        throw new InvalidOperationException("only the first time");
                    }

                    await Course.InNew(1, "both")(transaction, ct);
                },
            },
            Token);
        Assert.Equal("both", await database.ScalarAsync<string>("select name from old_course"));
        Assert.Equal("both", await database.ScalarAsync<string>("select name from new_course"));
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from underpin.write_failure"));
    }

    [Fact]
    public async Task A_failing_write_of_the_old_schema_goes_unnoticed_once_the_new_one_leads()
    {
        await using var database = await LiveDatabase.CreateAsync();
        await database.PlanAsync(TestPlan.WriteBoth with { Lead = "new" });
        await using var instance = await TestInstance.StartAsync(database.Application);
        await instance.Change.WriteAsync(
            "1", (_, _) => throw new InvalidOperationException("cannot be expressed"), Course.InNew(1, "kept"), Token);
        Assert.Equal("kept", await database.ScalarAsync<string>("select name from new_course"));
        Assert.Equal("old", await database.ScalarAsync<string>("select follower from underpin.write_failure"));
    }

    [Theory]
    [MemberData(nameof(FailuresThatLeaveTheConnection))]
    public async Task A_failing_write_of_the_follower_leaves_the_applications_own_transaction_whole(string failure)
    {
        await using var database = await LiveDatabase.CreateAsync();
        await database.PlanAsync(TestPlan.WriteBoth);
        await using var instance = await TestInstance.StartAsync(
            database.Application, options => options.FollowerTimeout = TimeSpan.FromMilliseconds(300));
        await using var connection = await database.Application.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        using var joined = await instance.Change.BeginAsync("Manakiki", transaction, Token);
        await joined.WriteAsync(
            common: null,
            ct => Course.InOld(1, "kept")(transaction, ct),
            ct => _failures[failure](transaction, ct),
            Token);
        await joined.CompleteAsync(Token);
        await transaction.CommitAsync(Token);
        Assert.Equal("kept", await database.ScalarAsync<string>("select name from old_course"));
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from new_course"));
        Assert.Equal(1, await database.ScalarAsync<long>("select count(*) from underpin.write_failure"));
    }

    [Fact]
    public async Task A_constraint_that_the_application_has_yet_to_satisfy_is_not_held_against_the_follower()
    {
        await using var database = await LiveDatabase.CreateAsync();
        await database.PlanAsync(TestPlan.WriteBoth);
        await using var instance = await TestInstance.StartAsync(database.Application);
        await using var connection = await database.Application.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await connection.ExecuteAsync("insert into new_course (id, name, architect) values (7, 'x', 'Ross')");
        using var joined = await instance.Change.BeginAsync("1", transaction, Token);
        await joined.WriteAsync(
            common: null,
            ct => Course.InOld(1, "both")(transaction, ct),
            ct => Course.InNew(1, "both")(transaction, ct),
            Token);
        await connection.ExecuteAsync("insert into new_architect values ('Ross')");
        await joined.CompleteAsync(Token);
        await transaction.CommitAsync(Token);
        Assert.Equal("both", await database.ScalarAsync<string>("select name from new_course where id = 1"));
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from underpin.write_failure"));
    }

    [Fact]
    public async Task A_failure_that_cannot_be_recorded_does_not_fail_the_leader()
    {
        await using var database = await LiveDatabase.CreateAsync();
        await database.PlanAsync(TestPlan.WriteBoth);
        await using var instance = await TestInstance.StartAsync(database.Application);
        await database.ExecuteAsync("revoke insert on underpin.write_failure from live_app");
        await instance.Change.WriteAsync(
            "1", Course.InOld(1, "kept"), (_, _) => throw new InvalidOperationException("broken"), Token);
        Assert.Equal("kept", await database.ScalarAsync<string>("select name from old_course"));
    }

    [Fact]
    public async Task The_leaders_failure_reaches_the_caller_as_it_is_and_nothing_is_written()
    {
        await using var database = await LiveDatabase.CreateAsync();
        await database.PlanAsync(TestPlan.WriteBoth);
        await using var instance = await TestInstance.StartAsync(database.Application);
        var error = new InvalidOperationException("the leader's");
        var write = Course.Write(1, "x") with { Common = (_, _) => throw error };
        Assert.Same(error, await Assert.ThrowsAsync<InvalidOperationException>(
            () => instance.Change.WriteAsync(write, Token)));
        Assert.Same(error, await Assert.ThrowsAsync<InvalidOperationException>(
            () => instance.Change.WriteAsync("1", (_, _) => throw error, Course.InNew(1, "x"), Token)));
        Assert.Equal(0, await database.ScalarAsync<long>(
            "select (select count(*) from old_course) + (select count(*) from new_course)"));
    }

    [Fact]
    public async Task A_caller_that_gives_up_leaves_nothing_behind()
    {
        await using var database = await LiveDatabase.CreateAsync();
        await database.PlanAsync(TestPlan.WriteBoth);
        await using var instance = await TestInstance.StartAsync(database.Application);
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => instance.Change.WriteAsync(
            "1", Course.InOld(1, "x"),
            (transaction, ct) => Course.RunAsync(
                transaction, "select pg_sleep(30), $1::integer, $2::text", 1, "x", ct),
            giveUp.Token));
        Assert.Equal(0, await database.ScalarAsync<long>(
            "select (select count(*) from old_course) + (select count(*) from underpin.write_failure)"));
    }

    [Fact]
    public async Task A_deadlock_between_two_writes_is_settled_by_running_one_again()
    {
        await using var database = await LiveDatabase.CreateAsync();
        var name = new NpgsqlConnectionStringBuilder(database.Owner.ConnectionString).Database;
        await database.ExecuteAsync($"alter database \"{name}\" set deadlock_timeout = '20ms'");
        NpgsqlConnection.ClearAllPools();
        await database.ExecuteAsync(
            "insert into old_course values (1, ''), (2, ''); insert into new_course values (1, ''), (2, '')");
        await database.PlanAsync(TestPlan.WriteBoth);
        await using var instance = await TestInstance.StartAsync(database.Application);
        var both = new Barrier(2);
        var meet = 0;
        Func<NpgsqlTransaction, CancellationToken, Task> Meeting(int first, int second) => async (transaction, ct) =>
        {
            await Course.InNew(first, $"{first} first")(transaction, ct);
            if (Interlocked.Increment(ref meet) <= 2)
            {
                await Task.Run(() => both.SignalAndWait(ct), ct);
            }

            await Course.InNew(second, $"{first} first")(transaction, ct);
        };
        await Task.WhenAll(
            instance.Change.WriteAsync("1", Course.InOld(1, "x"), Meeting(1, 2), Token),
            instance.Change.WriteAsync("2", Course.InOld(2, "x"), Meeting(2, 1), Token));
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from underpin.write_failure"));
        Assert.Equal(1, await database.ScalarAsync<long>("select count(distinct name) from new_course"));
    }
}

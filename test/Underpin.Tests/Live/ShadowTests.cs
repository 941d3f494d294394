using Npgsql;
using Underpin.Live;

namespace Underpin.Tests.Live;

public sealed class ShadowTests
{
    private static readonly Dictionary<string, Func<NpgsqlConnection, CancellationToken, Task<string?>>> _followers =
    new()
    {
        ["is slow"] = async (connection, ct) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(5), ct);
            return await Course.NewNameAsync(connection, 1, ct);
        },
        ["throws at once"] = (_, _) => throw new InvalidOperationException("broken"),
        ["throws later"] = async (_, ct) =>
        {
            await Task.Delay(20, ct);
            throw new InvalidOperationException("broken");
        },
        ["breaks its connection"] = async (connection, ct) =>
        {
            await connection.CloseAsync();
            return await Course.NewNameAsync(connection, 1, ct);
        },
        ["asks for what is not there"] = async (connection, ct) =>
        {
            await using var command = new NpgsqlCommand("select name from nowhere", connection);
            return (string?)await command.ExecuteScalarAsync(ct);
        },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Followers => [.. _followers.Keys];

    [Theory]
    [MemberData(nameof(Followers))]
    public async Task The_caller_has_the_leaders_answer_in_the_leaders_time_whatever_the_follower_does(string follower)
    {
        await using var database = await FilledAsync("same");
        await using var instance = await TestInstance.StartAsync(
            database.Application, options => options.ShadowTimeout = TimeSpan.FromSeconds(1));
        await ReadAsync(instance, _followers[follower]);
        var start = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("same", await ReadAsync(instance, _followers[follower]));
        }

        // 20 reads; a slow follower would have taken 100 seconds.
        Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(2));
        await UntilAsync(database, "select sum(failed) > 0 from underpin.comparison where path = 'course'");
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from underpin.mismatch"));
    }

    [Fact]
    public async Task A_shadow_that_cannot_be_set_up_does_not_touch_the_caller()
    {
        await using var database = await FilledAsync("same");
        await using var narrow = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database.Application.ConnectionString) { MaxPoolSize = 3, Timeout = 1 });
        await using var instance = await TestInstance.StartAsync(narrow);
        await using var one = await narrow.OpenConnectionAsync(Token);
        Assert.Equal("same", await ReadAsync(instance, async (connection, ct) =>
        {
            await Task.Delay(10, ct);
            throw new NpgsqlException("no connection");
        }));
        Assert.Equal("same", await instance.Change.ReadAsync(
            Dual((connection, ct) => Course.NewNameAsync(connection, 1, ct)) with { Comparer = new Refusing() },
            Token));
        await UntilAsync(database, "select sum(failed) >= 2 from underpin.comparison");
    }

    [Fact]
    public async Task More_shadow_reads_than_there_is_room_for_are_shed_and_counted()
    {
        await using var database = await FilledAsync("same");
        await using var instance = await TestInstance.StartAsync(database.Application, options =>
        {
            options.ShadowConcurrency = 1;
            options.ShadowQueue = 3;
        });
        for (var i = 0; i < 10; i++)
        {
            await ReadAsync(instance, _followers["is slow"]);
        }

        await UntilAsync(database, "select sum(shed) >= 6 from underpin.comparison");
    }

    [Fact]
    public async Task Answers_that_differ_are_stored_with_both_sides_and_masks()
    {
        await using var database = await FilledAsync("old");
        await database.ExecuteAsync("update new_course set name = 'new' || chr(7)");
        await using var instance = await TestInstance.StartAsync(database.Application);
        var read = new DualRead<CourseAnswer>
        {
            Key = "1",
            Path = "course page",
            Old = async (connection, ct) => new("Ross", await Course.OldNameAsync(connection, 1, ct), [1.0m]),
            New = async (connection, ct) => new("MacKenzie", await Course.NewNameAsync(connection, 1, ct), [1.00m]),
            Masked = ["Architect"],
        };
        Assert.Equal("old", (await instance.Change.ReadAsync(read, Token)).Name);
        await UntilAsync(database, "select count(*) = 1 from underpin.mismatch");
        Assert.Equal(
            """
            course page|1|unknown
            {"Name": "old", "Pars": [1.0], "Architect": "***"}
            {"Name": "new\u0007", "Pars": [1.00], "Architect": "***"}
            """,
            await database.ScalarAsync<string>(
                """
                select concat_ws(chr(10), concat_ws('|', path, key, coalesce(known, 'unknown')), old, new)
                from underpin.mismatch
                """));
        await UntilAsync(database, "select sum(compared) = 1 and sum(mismatched) = 1 from underpin.comparison");
    }

    [Fact]
    public async Task An_answer_that_is_nothing_is_stored_as_such()
    {
        await using var database = await FilledAsync("old");
        await using var instance = await TestInstance.StartAsync(database.Application);
        Assert.Equal("old", await ReadAsync(instance, (_, _) => Task.FromResult<string?>(null)));
        await UntilAsync(database, "select count(*) = 1 from underpin.mismatch where old = '\"old\"' and new = 'null'");
    }

    [Fact]
    public async Task A_known_difference_is_stored_under_its_name()
    {
        await using var database = await FilledAsync("Royal");
        await database.ExecuteAsync("update new_course set name = 'ROYAL'");
        await using var instance = await TestInstance.StartAsync(database.Application);
        await instance.Change.ReadAsync(
            Dual((connection, ct) => Course.NewNameAsync(connection, 1, ct)) with
            {
                KnownDifferences =
                [
                    new("never", (_, _) => false),
                    new("capitals", (old, @new) => string.Equals(old, @new, StringComparison.OrdinalIgnoreCase)),
                ],
            },
            Token);
        await UntilAsync(database, "select count(*) = 1 from underpin.mismatch where known = 'capitals'");
    }

    [Fact]
    public async Task A_write_between_the_two_reads_is_no_mismatch()
    {
        await using var database = await FilledAsync("course");
        await using var instance = await TestInstance.StartAsync(database.Application);
        using var end = new CancellationTokenSource();
        var writer = Task.Run(
            async () =>
            {
                for (var i = 0; !end.IsCancellationRequested; i++)
                {
                    await instance.Change.WriteAsync(Course.Write(1, $"course {i}"), Token);
                }
            },
            Token);
        for (var i = 0; i < 300; i++)
        {
            await Course.ReadAsync(instance.Change, 1, Token);
            await Task.Delay(3, Token);
        }

        await end.CancelAsync();
        await writer;
        await UntilAsync(database, "select sum(compared) > 100 from underpin.comparison");
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from underpin.mismatch"));
        Assert.Equal(0, await database.ScalarAsync<long>("select sum(mismatched + failed) from underpin.comparison"));
    }

    [Theory]
    [InlineData(100, 40, 0.4)]
    [InlineData(99, 100, 0)] // not every write reaches both: there is nothing to compare
    public async Task The_plan_says_how_many_reads_are_compared(double write, double shadow, double share)
    {
        await using var database = await FilledAsync("same");
        await using var instance = await TestInstance.StartAsync(database.Application);
        await instance.FollowsAsync(await database.PlanAsync(new TestPlan { Write = write, Shadow = shadow }));
        for (var i = 0; i < 100; i++)
        {
            await Course.ReadAsync(instance.Change, 1, Token);
        }

        await UntilAsync(
            database,
            $"""
            select coalesce(sum(compared + shed), 0) between {share * 95} and {share * 105}
            from underpin.comparison
            """);
    }

    private static async Task<LiveDatabase> FilledAsync(string name)
    {
        var database = await LiveDatabase.CreateAsync();
        await database.ExecuteAsync(
            $"insert into old_course values (1, '{name}'); insert into new_course values (1, '{name}')");
        await database.PlanAsync(TestPlan.WriteBoth with { Shadow = 100 });
        return database;
    }

    private static DualRead<string?> Dual(Func<NpgsqlConnection, CancellationToken, Task<string?>> follower) => new()
    {
        Key = "1",
        Path = "course",
        Old = (connection, ct) => Course.OldNameAsync(connection, 1, ct),
        New = follower,
    };

    private static Task<string?> ReadAsync(
        TestInstance instance, Func<NpgsqlConnection, CancellationToken, Task<string?>> follower) =>
        instance.Change.ReadAsync(Dual(follower), Token);

    private static async Task UntilAsync(LiveDatabase database, string condition)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await database.ScalarAsync<bool>($"select coalesce(({condition}), false)"))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(15), condition);
            await Task.Delay(50, Token);
        }
    }

    private sealed record CourseAnswer(string Architect, string? Name, IReadOnlyList<decimal> Pars);

    private sealed class Refusing : IEqualityComparer<string?>
    {
        public bool Equals(string? x, string? y) => throw new NotSupportedException("broken comparer");

        public int GetHashCode(string? obj) => 0;
    }
}

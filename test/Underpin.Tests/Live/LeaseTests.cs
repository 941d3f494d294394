using Npgsql;
using Underpin.Live;

namespace Underpin.Tests.Live;

public sealed class LeaseTests
{
    private static readonly TimeSpan _longer = TimeSpan.FromSeconds(11);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)] // a suspended machine: its monotonic clock stood still
    [InlineData(true, false)] // a wall clock that was set back meanwhile
    public async Task An_instance_frozen_for_longer_than_its_lease_reads_by_the_plan_in_force(bool monotonic, bool wall)
    {
        await using var database = await FilledAsync();
        var clock = new Clock();
        await using var frozen = await TestInstance.StartAsync(database.Application, time: clock, watching: false);
        await database.PlanAsync(new TestPlan { Stage = "old stopped", Write = 100, Read = 100, Lead = "new" });
        clock.Advance(monotonic ? _longer : TimeSpan.Zero, wall ? _longer : TimeSpan.Zero);
        Assert.Equal("new", await Course.ReadAsync(frozen.Change, 1, Token));
    }

    [Fact]
    public async Task Without_a_lease_it_would_read_by_the_old_plan()
    {
        await using var database = await FilledAsync();
        var clock = new Clock();
        await using var frozen = await TestInstance.StartAsync(
            database.Application, options => options.Lease = TimeSpan.FromDays(1), clock, watching: false);
        await database.PlanAsync(new TestPlan { Stage = "old stopped", Write = 100, Read = 100, Lead = "new" });
        clock.Advance(_longer, _longer);
        Assert.Equal("old", await Course.ReadAsync(frozen.Change, 1, Token));
    }

    [Fact]
    public async Task A_frozen_instance_writes_by_the_plan_in_force()
    {
        await using var database = await FilledAsync();
        await using var frozen = await TestInstance.StartAsync(database.Application, watching: false);
        await database.PlanAsync(new TestPlan { Stage = "old stopped", Write = 100, Read = 100, Lead = "new" });
        await frozen.Change.WriteAsync(Course.Write(1, "changed"), Token);
        Assert.Equal("old", await database.ScalarAsync<string>("select name from old_course"));
        Assert.Equal("changed", await database.ScalarAsync<string>("select name from new_course"));
    }

    [Fact]
    public async Task A_read_whose_lease_ran_out_while_it_ran_is_run_again_by_the_new_plan()
    {
        await using var database = await FilledAsync();
        var clock = new Clock();
        await using var frozen = await TestInstance.StartAsync(database.Application, time: clock, watching: false);
        var asked = new List<string>();
        var answer = await frozen.Change.ReadAsync(
            "1",
            async (connection, ct) =>
            {
                asked.Add("old");
                var name = await Course.OldNameAsync(connection, 1, ct);
                await database.PlanAsync(new TestPlan { Stage = "old stopped", Read = 100 });
                clock.Advance(_longer, _longer);
                return name;
            },
            (connection, ct) =>
            {
                asked.Add("new");
                return Course.NewNameAsync(connection, 1, ct);
            },
            Token);
        Assert.Equal("new", answer);
        Assert.Equal(["old", "new"], asked);
    }

    [Fact]
    public async Task An_instance_that_cannot_confirm_the_plan_refuses_to_read_and_says_that_trying_again_is_right()
    {
        await using var database = await FilledAsync();
        var clock = new Clock();
        await using var instance = await TestInstance.StartAsync(database.Application, time: clock, watching: false);
        await database.ExecuteAsync("alter table underpin.plan rename to plan_away");
        await database.ExecuteAsync("revoke usage on schema underpin from live_app");
        Assert.Equal("old", await Course.ReadAsync(instance.Change, 1, Token));
        clock.Advance(_longer, _longer);
        var refusal = await Assert.ThrowsAsync<StalePlanException>(() => Course.ReadAsync(instance.Change, 1, Token));
        Assert.True(refusal.IsTransient);

        await database.ExecuteAsync("alter table underpin.plan_away rename to plan");
        await database.ExecuteAsync("grant usage on schema underpin to live_app");
        Assert.Equal("old", await Course.ReadAsync(instance.Change, 1, Token));
    }

    [Fact]
    public async Task A_read_that_finds_the_old_schema_gone_asks_the_new_one()
    {
        await using var database = await FilledAsync();
        await using var instance = await TestInstance.StartAsync(database.Application, watching: false);
        await database.PlanAsync(
            new TestPlan { Stage = "set aside", Read = 100 }, "alter table old_course rename to away");
        Assert.Equal("new", await Course.ReadAsync(instance.Change, 1, Token));
        await database.ExecuteAsync("drop table new_course");
        var error = await Assert.ThrowsAsync<PostgresException>(() => Course.ReadAsync(instance.Change, 1, Token));
        Assert.Equal(PostgresErrorCodes.UndefinedTable, error.SqlState);
    }

    [Fact]
    public async Task A_plan_is_acknowledged_only_once_nothing_runs_by_an_earlier_one()
    {
        await using var database = await FilledAsync();
        await using var instance = await TestInstance.StartAsync(database.Application);
        var version = await database.ScalarAsync<long>("select max(version) from underpin.plan");
        var go = new TaskCompletionSource();
        var reading = instance.Change.ReadAsync(
            "1",
            async (connection, ct) =>
            {
                await go.Task;
                return await Course.OldNameAsync(connection, 1, ct);
            },
            (connection, ct) => Course.NewNameAsync(connection, 1, ct),
            Token);
        await instance.FollowsAsync(await database.PlanAsync(new TestPlan { Write = 100, Read = 100 }));
        await Task.Delay(300, Token);
        Assert.Equal(version, await AcknowledgedAsync(database));

        go.SetResult();
        await reading;
        for (var tries = 0; tries < 100 && await AcknowledgedAsync(database) == version; tries++)
        {
            await Task.Delay(10, Token);
        }

        Assert.Equal(version + 1, await AcknowledgedAsync(database));
    }

    private static Task<long> AcknowledgedAsync(LiveDatabase database) =>
        database.ScalarAsync<long>("select plan_version from underpin.instance");

    private static async Task<LiveDatabase> FilledAsync()
    {
        var database = await LiveDatabase.CreateAsync();
        await database.ExecuteAsync(
            "insert into old_course values (1, 'old'); insert into new_course values (1, 'new')");
        await database.PlanAsync(TestPlan.WriteBoth);
        return database;
    }
}

namespace Underpin.Tests.Live;

public sealed class PlanTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_write_follows_the_plan_from_before_the_installation_to_the_end()
    {
        await using var database = await LiveDatabase.CreateAsync(installed: false);
        await using var instance = await TestInstance.StartAsync(database.Application);
        await instance.Change.WriteAsync(Course.Write(1, "before"), Token);
        Assert.Equal((1, 0), await RowsAsync(database));

        await database.InstallAsync();
        await instance.Change.WriteAsync(Course.Write(2, "installed"), Token);
        Assert.Equal((2, 0), await RowsAsync(database));

        await instance.FollowsAsync(await database.PlanAsync(new TestPlan()));
        await instance.Change.WriteAsync(Course.Write(3, "expanded"), Token);
        Assert.Equal((3, 0), await RowsAsync(database));

        await instance.FollowsAsync(await database.PlanAsync(TestPlan.WriteBoth));
        await instance.Change.WriteAsync(Course.Write(4, "both"), Token);
        Assert.Equal((4, 1), await RowsAsync(database));

        await instance.FollowsAsync(await database.PlanAsync(new TestPlan { Write = 100, Read = 100, Lead = "new" }));
        await instance.Change.WriteAsync(Course.Write(5, "new leads"), Token);
        Assert.Equal((5, 2), await RowsAsync(database));

        await instance.FollowsAsync(await database.PlanAsync(new TestPlan { Stage = "old stopped" }));
        await instance.Change.WriteAsync(Course.Write(6, "new only"), Token);
        Assert.Equal((5, 3), await RowsAsync(database));
        Assert.Equal("new only", await Course.ReadAsync(instance.Change, 6, Token));
    }

    [Fact]
    public async Task A_plan_arrives_soon_after_its_commit()
    {
        await using var database = await LiveDatabase.CreateAsync();
        await using var instance = await TestInstance.StartAsync(
            database.Application, options => options.Poll = TimeSpan.FromMinutes(5));
        await instance.FollowsAsync(await database.PlanAsync(new TestPlan()));
        await Task.Delay(300, Token);
        var times = new List<TimeSpan>();
        for (var i = 0; i < 20; i++)
        {
            times.Add(await instance.FollowsAsync(await database.PlanAsync(TestPlan.WriteBoth)));
        }

        // Told, not polled: the poll is minutes away.
        Assert.True(times.Order().ElementAt(10) < TimeSpan.FromMilliseconds(100), string.Join(' ', times));
    }

    [Fact]
    public async Task An_instance_leaves_no_row_behind_when_it_stops()
    {
        await using var database = await LiveDatabase.CreateAsync();
        await using (await TestInstance.StartAsync(database.Application))
        {
            Assert.Equal(1, await database.ScalarAsync<long>(
                "select count(*) from underpin.instance where lease_until > clock_timestamp()"));
        }

        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from underpin.instance"));
    }

    private static async Task<(int Old, int New)> RowsAsync(LiveDatabase database) => (
        await database.ScalarAsync<int>("select count(*)::integer from old_course"),
        await database.ScalarAsync<int>("select count(*)::integer from new_course"));
}

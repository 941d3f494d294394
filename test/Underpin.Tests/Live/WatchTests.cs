using Microsoft.Extensions.DependencyInjection;
using Underpin.Live;

namespace Underpin.Tests.Live;

public sealed class WatchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_instance_whose_connections_were_cut_follows_the_plan_again()
    {
        await using var database = await LiveDatabase.CreateAsync();
        await using var instance = await TestInstance.StartAsync(
            database.Application, options => options.Poll = TimeSpan.FromMilliseconds(200));
        for (var i = 0; i < 5; i++)
        {
            await database.ExecuteAsync(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where usename = 'live_app' and datname = current_database()
                """);
            await instance.FollowsAsync(await database.PlanAsync(TestPlan.WriteBoth));
        }
    }

    [Fact]
    public async Task A_poll_finds_the_plan_that_nobody_announced()
    {
        await using var database = await LiveDatabase.CreateAsync();
        var version = await database.PlanAsync(new TestPlan());
        await using var instance = await TestInstance.StartAsync(
            database.Application, options => options.Poll = TimeSpan.FromMilliseconds(200));
        await database.ExecuteAsync(
            "insert into underpin.plan (change, version, stage) values ('golf', $1, 'expanded')", version + 1);
        await instance.FollowsAsync(version + 1);
    }

    [Fact]
    public async Task A_role_that_may_not_use_the_schema_goes_on_with_the_old_one()
    {
        await using var database = await LiveDatabase.CreateAsync();
        await database.ExecuteAsync("revoke usage on schema underpin from live_app");
        await using var instance = await TestInstance.StartAsync(database.Application);
        await instance.Change.WriteAsync(Course.Write(1, "old"), Token);
        Assert.Equal("old", await Course.ReadAsync(instance.Change, 1, Token));
    }

    [Fact]
    public async Task A_write_that_began_before_the_installation_does_not_slip_past_the_first_plan()
    {
        await using var database = await LiveDatabase.CreateAsync(installed: false);
        await using var instance = await TestInstance.StartAsync(database.Application, watching: false);
        var tries = 0;
        await instance.Change.WriteAsync(
            "1",
            async (transaction, ct) =>
            {
                await Course.InOld(1, "x")(transaction, ct);
                if (++tries == 1)
                {
                    await database.InstallAsync();
                    await database.PlanAsync(TestPlan.WriteBoth);
                }
            },
            Course.InNew(1, "x"),
            Token);
        Assert.Equal(2, tries);
        Assert.Equal(1, await database.ScalarAsync<long>("select count(*) from new_course"));
    }

    [Fact]
    public async Task Several_changes_are_told_apart_by_name()
    {
        await using var database = await LiveDatabase.CreateAsync();
        var services = new ServiceCollection();
        services.AddUnderpin(database.Application).AddChange("golf").AddChange("tennis");
        await using var provider = services.BuildServiceProvider();
        Assert.NotSame(
            provider.GetRequiredKeyedService<Changeover>("golf"),
            provider.GetRequiredKeyedService<Changeover>("tennis"));
        var error = Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<Changeover>());
        Assert.Contains("FromKeyedServices", error.Message, StringComparison.Ordinal);
    }
}

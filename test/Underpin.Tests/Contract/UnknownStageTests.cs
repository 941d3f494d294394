using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Underpin.Changes.Plans;
using Underpin.Live;
using Underpin.Postgres;
using Underpin.Tests.Live;

namespace Underpin.Tests.Contract;

/// <summary>A stage that only a later version knows: an error for everyone, and never a guess.</summary>
public sealed class UnknownStageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("writes_old('golf', 'key')")]
    [InlineData("writes_new('golf', 'key')")]
    [InlineData("reads_new('golf', 'key')")]
    [InlineData("leader('golf')")]
    public async Task A_SQL_function_refuses_to_answer(string call)
    {
        await using var database = await LiveDatabase.CreateAsync();
        await MothballAsync(database, await database.PlanAsync(TestPlan.WriteBoth with { Read = 100, Lead = "new" }));
        var error = await Assert.ThrowsAsync<PostgresException>(
            () => database.ScalarAsync<object>($"select underpin.{call}"));
        Assert.Equal(PostgresErrorCodes.FeatureNotSupported, error.SqlState);
        Assert.Contains("mothballed", error.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tool_refuses_to_read_or_to_move_the_plan_and_speaks_of_versions()
    {
        await using var database = await LiveDatabase.CreateAsync();
        var version = await database.PlanAsync(TestPlan.WriteBoth);
        var plans = database.Plans();
        var before = await plans.CurrentAsync(LiveDatabase.Change, Token);
        await MothballAsync(database, version);
        await using var history = new Database(database.Owner.ConnectionString, "test");
        await using var session = await history.SessionAsync(Token);
        Func<Task>[] attempts =
        [
            () => plans.CurrentAsync(LiveDatabase.Change, Token),
            () => plans.MoveAsync(before, before with { ShadowPercent = 5 }, null, Token),
            () => plans.MoveAsync(before with { Version = version + 1 }, before, null, Token),
            () => PlanRow.HistoryAsync(session, LiveDatabase.Change, Token),
        ];
        foreach (var attempt in attempts)
        {
            var error = await Assert.ThrowsAsync<UnderpinException>(attempt);
            Assert.Equal("plan.stage", error.Code);
            Assert.Contains("mothballed", error.Message, StringComparison.Ordinal);
            Assert.Contains("version", error.Hint!, StringComparison.Ordinal);
        }

        Assert.Equal(version + 1, await database.ScalarAsync<long>("select max(version) from underpin.plan"));
    }

    [Fact]
    public async Task An_application_neither_reads_nor_writes_until_the_plan_is_one_that_it_knows()
    {
        await using var database = await LiveDatabase.CreateAsync();
        var version = await database.PlanAsync(TestPlan.WriteBoth);
        await using var instance = await TestInstance.StartAsync(
            database.Application, options => options.Poll = TimeSpan.FromMilliseconds(100));
        await instance.Change.WriteAsync(Course.Write(1, "known"), Token);
        await MothballAsync(database, version);
        await instance.FollowsAsync(version + 1);

        await RefusedAsync(() => instance.Change.WriteAsync(Course.Write(2, "guessed"), Token));
        await RefusedAsync(() => Course.ReadAsync(instance.Change, 1, Token));
        await RefusedAsync(() => Task.FromResult(instance.Change.NewLeads));
        await using (var connection = await database.Application.OpenConnectionAsync(Token))
        await using (var transaction = await connection.BeginTransactionAsync(Token))
        {
            await RefusedAsync(() => instance.Change.BeginAsync("2", transaction, Token));
        }

        Assert.Equal(1, await database.ScalarAsync<long>("select count(*) from old_course"));
        Assert.Equal(1, await database.ScalarAsync<long>("select count(*) from new_course"));

        await database.ExecuteAsync(
            "insert into underpin.plan (change, version, stage) values ('golf', $1, 'expanded')", version + 2);
        await instance.FollowsAsync(version + 2);
        await instance.Change.WriteAsync(Course.Write(3, "known again"), Token);
        Assert.Equal("known again", await Course.ReadAsync(instance.Change, 3, Token));
    }

    [Fact]
    public async Task A_write_that_began_before_is_taken_back_and_refused()
    {
        await using var database = await LiveDatabase.CreateAsync();
        var version = await database.PlanAsync(TestPlan.WriteBoth);
        await using var instance = await TestInstance.StartAsync(database.Application, watching: false);
        await RefusedAsync(() => instance.Change.WriteAsync(
            "1",
            Course.InOld(1, "guessed"),
            async (transaction, ct) =>
            {
                await Course.InNew(1, "guessed")(transaction, ct);
                await MothballAsync(database, version);
            },
            Token));
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from old_course"));
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from new_course"));
    }

    [Fact]
    public async Task Another_change_of_the_same_application_goes_on()
    {
        await using var database = await LiveDatabase.CreateAsync();
        await MothballAsync(database, await database.PlanAsync(TestPlan.WriteBoth));
        var services = new ServiceCollection();
        services.AddUnderpin(database.Application).AddChange(LiveDatabase.Change).AddChange("tennis");
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredKeyedService<Changeover>("tennis").WriteAsync(Course.Write(1, "old"), Token);
        Assert.Equal("old", await Course.ReadAsync(provider.GetRequiredKeyedService<Changeover>("tennis"), 1, Token));
        await RefusedAsync(() => Course.ReadAsync(
            provider.GetRequiredKeyedService<Changeover>(LiveDatabase.Change), 1, Token));
    }

    /// <summary>What a later version of the tool, with a schema of its own, would leave behind.</summary>
    private static async Task MothballAsync(LiveDatabase database, long version) => await database.ExecuteAsync(
        $"""
        alter table underpin.plan drop constraint if exists plan_stage_check;
        insert into underpin.plan (change, version, stage, write_percent)
            values ('golf', {version + 1}, 'mothballed', 100);
        """);

    private static async Task RefusedAsync(Func<Task> operation)
    {
        var error = await Assert.ThrowsAsync<NotSupportedException>(operation);
        Assert.Contains("mothballed", error.Message, StringComparison.Ordinal);
    }
}

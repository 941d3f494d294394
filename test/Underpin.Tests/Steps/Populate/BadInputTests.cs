using Npgsql;
using Underpin.Checks;
using Underpin.Steps.Populate;

namespace Underpin.Tests.Steps.Populate;

/// <summary>What a user can get wrong: one message that says where and what to do, and nothing half done.</summary>
public sealed class BadInputTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("select id as golf_course_id,\n    1 as position,\n    architect_9 as architect_id\nfrom golf_courses",
        3, "architect_9")]
    [InlineData("select id as golf_course_id\nfrom golf_courses\nwhere where", 3, "syntax error")]
    [InlineData(
        "select id as golf_course_id, 1 as position, 1 as architect_id from public.golf_courses", 1, "past the range")]
    [InlineData("select id as golf_course_id, 1 as architect_id from golf_courses", 1, "gives no column position")]
    [InlineData(
        "select id as golf_course_id, 1 as position, 1 as architect_id, 2 as colour from golf_courses", 1, "colour")]
    [InlineData("select 1; select 2", 1, "more than one statement")]
    public async Task A_mapping_that_does_not_fit_is_told_with_its_file_and_line(string mapping, int line, string says)
    {
        await using var change = await CourseChange.CreateAsync(
            courses: 3, files: [("golf_course_architects.sql", mapping)]);
        var exception = await Assert.ThrowsAsync<StatementException>(() => change.PopulateAsync());
        Assert.Equal(("golf_course_architects.sql", line), (exception.File, exception.Line));
        Assert.Contains(says, exception.Message);
        Assert.Equal(ExitCode.Usage, exception.ExitCode);
        Assert.Equal(0, await change.AskAsync<long>("select count(*) from underpin.run"));
    }

    [Theory]
    [InlineData("alter table golf_course_architects drop constraint golf_course_architects_pkey", "no unique index")]
    [InlineData("drop table golf_course_architects", "not in the database")]
    [InlineData("alter table golf_courses alter column id drop identity; alter table golf_courses alter column id type "
        + "text", "type text")]
    public async Task A_database_that_does_not_fit_is_told(string breaks, string says)
    {
        await using var change = await CourseChange.CreateAsync(courses: 3, foreignKey: false);
        await change.RunAsync(breaks);
        var exception = await Assert.ThrowsAsync<StatementException>(() => change.PopulateAsync());
        Assert.Contains(says, exception.Message);
        Assert.Equal(ExitCode.Usage, exception.ExitCode);
    }

    [Fact]
    public async Task A_row_that_the_target_refuses_stops_the_run_with_its_key_and_the_rest_is_kept()
    {
        await using var change = await CourseChange.CreateAsync(courses: 500);
        await change.RunAsync("alter table architects add check (name <> 'Donald Duck')");
        await change.RunAsync("update golf_courses set architect_1 = 'Donald Duck' where id = 333");
        var exception = await Assert.ThrowsAsync<UnderpinException>(
            () => change.PopulateAsync(new PopulateOptions { BatchSize = 100 }));
        Assert.Contains("key 333", exception.Message);
        Assert.Contains("keys 301 to 400", exception.Message);
        Assert.Contains("23514", exception.Message);
        Assert.Equal(3, await change.AskAsync<long>("select count(*) from underpin.batch where done_at is not null"));

        await change.RunAsync("update golf_courses set architect_1 = 'Donald Ross' where id = 333");
        Assert.True((await change.PopulateAsync()).Run!.Continued);
        Assert.Equal(0, (await change.VerifyAsync()).Found);
    }

    [Fact]
    public async Task A_transaction_from_before_the_plan_holds_populate_up_and_is_named()
    {
        await using var change = await CourseChange.CreateAsync(courses: 3, writePercent: 50);
        await using var older = await change.App.OpenConnectionAsync(Token);
        await using (var transaction = await older.BeginTransactionAsync(Token))
        {
            await using var write = new NpgsqlCommand("update golf_courses set name = name where id = 1", older);
            await write.ExecuteNonQueryAsync(Token);
            await change.PlanAsync(100);
            var exception = await Assert.ThrowsAsync<UnderpinException>(
                () => change.PopulateAsync(new PopulateOptions { Patience = TimeSpan.FromMilliseconds(300) }));
            Assert.Equal(ExitCode.LockNotHad, exception.ExitCode);
            Assert.Contains($"process {older.ProcessID} (app", exception.Message);
            Assert.Equal(0, await change.AskAsync<long>("select count(*) from architects"));
            await transaction.CommitAsync(Token);
        }

        Assert.False((await change.PopulateAsync()).Run!.Rehearsal);
    }

    [Fact]
    public async Task A_transaction_of_another_database_holds_nothing_up()
    {
        await using var change = await CourseChange.CreateAsync(courses: 3, writePercent: 50);
        await using var elsewhere = NpgsqlDataSource.Create(await TestServer.NewDatabaseAsync());
        await using var other = await elsewhere.OpenConnectionAsync(Token);
        await using var transaction = await other.BeginTransactionAsync(Token);
        await using var write = new NpgsqlCommand("create table t ()", other);
        await write.ExecuteNonQueryAsync(Token);
        await change.PlanAsync(100);
        Assert.False(
            (await change.PopulateAsync(new PopulateOptions { Patience = TimeSpan.FromSeconds(1) })).Run!.Rehearsal);
    }

    [Fact]
    public async Task A_plan_that_leaves_100_percent_meanwhile_makes_it_a_rehearsal()
    {
        await using var change = await CourseChange.CreateAsync(courses: 2000);
        var populate = change.PopulateAsync(new PopulateOptions { BatchSize = 10 });
        while (await change.AskAsync<long>("select count(*) from underpin.batch where done_at is not null") == 0)
        {
            await Task.Delay(2, Token);
        }

        await change.PlanAsync(50);
        var result = await populate;
        Assert.True(result.Run!.Rehearsal);
        Assert.Null(result.WritingAt);
    }

    [Fact]
    public async Task Once_the_new_schema_leads_populate_refuses_to_overwrite_it()
    {
        await using var change = await CourseChange.CreateAsync(courses: 3);
        await change.PlanAsync(100, lead: "new");
        var shut = await change.PopulateAsync();

        Assert.Equal(ExitCode.Findings, shut.ExitCode);
        Assert.Equal(CheckCode.OldLeads, Assert.Single(shut.Gate!.Checks, check => !check.Holds).Code);
        Assert.Equal(0, await change.AskAsync<long>("select count(*) from golf_course_architects"));
    }
}

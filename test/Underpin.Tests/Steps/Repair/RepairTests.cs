using Underpin.Changes.Standing;
using Underpin.Tests.Steps.Populate;

namespace Underpin.Tests.Steps.Repair;

public sealed class RepairTests
{
    [Fact]
    public async Task It_mends_what_verify_found_and_the_next_verify_is_clean()
    {
        await using var change = await CourseChange.CreateAsync(courses: 500);
        await change.PopulateAsync();
        await change.RunAsync("delete from golf_course_architects where golf_course_id = 7");
        await change.RunAsync(
            "update golf_course_architects set architect_id = (select max(id) from architects) where golf_course_id in "
                + "(8, 9)");
        await change.RunAsync("insert into golf_course_architects select 10, 3, min(id) from architects");
        var found = (await change.VerifyAsync()).Found;
        Assert.True(found >= 4);

        var repaired = await change.RepairAsync();

        Assert.Equal(found, repaired.Discrepancies);
        Assert.Equal(found, repaired.Counts.Written);
        Assert.Equal(0, (await change.VerifyAsync()).Found);
        Assert.Equal(found, await change.AskAsync<long>(
            "select count(*) from underpin.discrepancy where repaired_at is not null"));
        Assert.Null((await change.RepairAsync()).Run);
    }

    [Fact]
    public async Task It_mends_a_whole_missing_target_by_ranges()
    {
        await using var change = await CourseChange.CreateAsync(courses: 5000);
        Assert.NotEqual(0, (await change.VerifyAsync()).Found);
        await change.RepairAsync();
        Assert.Equal(0, (await change.VerifyAsync()).Found);
    }

    [Fact]
    public async Task It_makes_a_failed_write_good()
    {
        await using var change = await CourseChange.CreateAsync(courses: 20);
        await change.PopulateAsync();
        await change.RunAsync("update golf_courses set architect_1 = 'Alice Dye' where id = 3");
        await FailAsync(change, "Course 3");

        var repaired = await change.RepairAsync();

        Assert.Equal((1, 1), (repaired.Failures, repaired.Counts.Updated));
        Assert.Empty(repaired.Gone);
        Assert.Equal("Course 3", await change.AskAsync<string>(
            "select key from underpin.write_failure where resolved_by = 'repair'"));
        Assert.Equal(0, (await change.VerifyAsync()).Found);
    }

    [Theory]
    [InlineData("delete from golf_courses where id = 3", 0)]
    [InlineData("update golf_courses set name = 'Renamed', architect_1 = 'Architect 31' where id = 3", 1)]
    public async Task It_settles_a_failed_write_whose_key_is_gone_and_verify_is_next(string sql, long leftToVerify)
    {
        await using var change = await CourseChange.CreateAsync(courses: 20, foreignKey: false);
        await change.PopulateAsync();
        await change.VerifyAsync();
        await change.RunAsync(sql);
        await FailAsync(change, "Course 3");
        Assert.Equal("underpin repair golf", await NextAsync(change));

        var repaired = await change.RepairAsync();

        Assert.Equal(1, repaired.Failures);
        Assert.Equal(["Course 3"], repaired.Gone);
        // Under which name a row goes on, nobody can tell: the gates ask for a verify of all, which compares it.
        Assert.Equal("underpin verify golf", await NextAsync(change));
        Assert.Equal(leftToVerify, (await change.VerifyAsync()).Found);
        if (leftToVerify > 0)
        {
            Assert.Equal("underpin repair golf", await NextAsync(change));
            await change.RepairAsync();
            Assert.Equal(0, (await change.VerifyAsync()).Found);
        }

        Assert.StartsWith("underpin read golf", await NextAsync(change), StringComparison.Ordinal);
        Assert.Null((await change.RepairAsync()).Run);
    }

    [Fact]
    public async Task A_killed_repair_is_finished_by_the_next_one_before_anything_counts_as_clean()
    {
        await using var change = await CourseChange.CreateAsync(courses: 20);
        await change.PopulateAsync();
        await change.RunAsync("delete from golf_course_architects where golf_course_id in (3, 17)");
        await change.VerifyAsync();
        await change.RepairAsync();
        Assert.Equal(0, (await change.VerifyAsync()).Found);
        // As a kill leaves it: one range done, the other open, and its rows not written.
        await change.RunAsync(
            """
            update underpin.run set finished_at = null where kind = 'repair';
            update underpin.batch set done_at = null
            where run = (select id from underpin.run where kind = 'repair') and up_to = 17;
            delete from golf_course_architects where golf_course_id = 17
            """);
        Assert.Equal("underpin repair golf", await NextAsync(change));

        var finished = await change.RepairAsync();

        Assert.NotEqual(0, finished.Counts.Inserted);
        Assert.Equal("underpin verify golf", await NextAsync(change));
        Assert.Equal(0, (await change.VerifyAsync()).Found);
        Assert.StartsWith("underpin read golf", await NextAsync(change), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_the_new_schema_leads_a_failed_write_whose_key_is_gone_is_settled_too()
    {
        await using var change = await CourseChange.CreateAsync(courses: 20);
        await change.PopulateAsync();
        await change.PlanAsync(100, lead: "new");
        await change.RunAsync("delete from golf_courses where id = 3");
        await FailAsync(change, "Course 3", follower: "old");
        Assert.Equal("underpin repair golf", await NextAsync(change));
        Assert.Equal(1, (await change.RepairAsync()).Failures);
        Assert.Equal("underpin verify golf", await NextAsync(change));
    }

    [Fact]
    public async Task Once_the_new_schema_leads_it_mends_the_retired_columns()
    {
        await using var change = await CourseChange.CreateAsync(courses: 100);
        await change.PopulateAsync();
        await change.PlanAsync(100, lead: "new");
        await change.RunAsync(
            "update golf_courses set architect_1 = 'Donald Duck', architect_2 = 'Donald Duck' where id < 4");
        await change.RunAsync("insert into golf_course_architects select 5, 3, min(id) from architects");
        Assert.Equal(3, (await change.VerifyAsync()).Passes[0].Found);

        var repaired = await change.RepairAsync();

        Assert.Equal(3, repaired.Counts.Updated);
        Assert.Equal(0, (await change.VerifyAsync()).Found);
        Assert.Equal(1, await change.AskAsync<long>(
            "select count(*) from golf_course_architects where position = 3"));
    }

    private static Task<int> FailAsync(CourseChange change, string key, string follower = "new") => change.RunAsync(
        """
        insert into underpin.write_failure (change, key, follower, message, plan_version)
        values ('golf', $1, $2, 'refused', 2)
        """, key, follower);

    private static async Task<string?> NextAsync(CourseChange change) =>
        (await new StatusReader(change.Database, TimeProvider.System)
            .ReadAsync(change.Folder, TestContext.Current.CancellationToken)).Next is { } next
            ? string.Join(' ', new[] { "underpin", next.Verb, change.Folder.Name }.Concat(next.Arguments)) : null;
}

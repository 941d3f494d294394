using Npgsql;
using Underpin.Steps.Verify;
using Underpin.Tests.Steps.Populate;

namespace Underpin.Tests.Steps.Verify;

public sealed class VerifyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_finds_each_difference_with_both_rows()
    {
        await using var change = await CourseChange.CreateAsync(courses: 500);
        await change.PopulateAsync();
        await change.RunAsync("update golf_courses set architect_1 = 'Donald Ross', architect_2 = 'Alister MacKenzie'");
        await change.PopulateAsync();
        await change.RunAsync("delete from golf_course_architects where golf_course_id = 7 and position = 1");
        await change.RunAsync("insert into architects (name) values ('Donald Duck')");
        await change.RunAsync(
            """
            update golf_course_architects set architect_id = (select id from architects where name = 'Donald Duck')
            where golf_course_id = 8 and position = 2
            """);
        await change.RunAsync(
            "insert into golf_course_architects select 9, 3, id from architects where name = 'Donald Duck'");

        var result = await change.VerifyAsync(new VerifyOptions { BatchSize = 100, Workers = 2 });

        Assert.Equal(ExitCode.Findings, result.ExitCode);
        var pass = Assert.Single(result.Passes);
        Assert.Equal(3, pass.Found);
        Assert.Equal(500, pass.SourceRows);
        Assert.Collection(
            pass.Discrepancies,
            missing =>
            {
                Assert.Equal((DiscrepancyClass.Missing, 7L), (missing.Class, missing.SourceKey));
                Assert.Null(missing.Actual);
                Assert.Contains("\"position\": 1", missing.Expected);
            },
            stale =>
            {
                Assert.Equal((DiscrepancyClass.Stale, 8L), (stale.Class, stale.SourceKey));
                Assert.Equal(["architect_id"], stale.Columns);
                Assert.NotEqual(stale.Expected, stale.Actual);
            },
            extra =>
            {
                Assert.Equal((DiscrepancyClass.Extra, 9L), (extra.Class, extra.SourceKey));
                Assert.Null(extra.Expected);
                Assert.Contains("\"position\": 3", extra.Actual);
            });
        Assert.Equal(3, await change.AskAsync<long>("select count(*) from underpin.discrepancy"));
    }

    [Fact]
    public async Task A_shared_row_that_is_owed_to_nobody_is_no_difference()
    {
        await using var change = await CourseChange.CreateAsync(courses: 10);
        await change.PopulateAsync();
        await change.RunAsync("insert into architects (name) values ('Nobody''s architect')");
        Assert.Equal(0, (await change.VerifyAsync()).Found);
    }

    [Fact]
    public async Task Live_traffic_gives_no_false_alarm()
    {
        await using var change = await CourseChange.CreateAsync(courses: 40);
        await change.PopulateAsync();
        var writers = new DualWriters(change.App, 40);
        long found = 0, twoSnapshots = 0;
        await writers.DuringAsync(async () =>
        {
            for (var pass = 0; pass < 200; pass++)
            {
                found += (await change.VerifyAsync(new VerifyOptions { BatchSize = 20 })).Found;
                if (await DiffersInTwoSnapshotsAsync(change))
                {
                    twoSnapshots++;
                }
            }
        });
        Assert.Equal(0, found);
        Assert.True(twoSnapshots > 10, $"the writers were too slow to tell: {twoSnapshots} of 200");
    }

    [Fact]
    public async Task A_clean_verify_settles_the_failed_writes_that_came_before_it()
    {
        await using var change = await CourseChange.CreateAsync(courses: 10);
        await change.PopulateAsync();
        await change.RunAsync(
            """
            insert into underpin.write_failure (change, key, follower, message, plan_version)
            values ('golf', 'Course 3', 'new', 'refused', 2), ('golf', 'Course 3', 'old', 'refused', 2)
            """);
        Assert.Equal(1, (await change.VerifyAsync()).Passes[0].FailuresResolved);
        Assert.Equal("verify", await change.AskAsync<string>(
            "select resolved_by from underpin.write_failure where resolved_at is not null"));
    }

    [Fact]
    public async Task A_verify_that_finds_something_settles_no_failed_write()
    {
        await using var change = await CourseChange.CreateAsync(courses: 10);
        await change.RunAsync(
            """
            insert into underpin.write_failure (change, key, follower, message, plan_version)
            values ('golf', 'Course 3', 'new', 'refused', 2)
            """);
        Assert.NotEqual(0, (await change.VerifyAsync()).Found);
        Assert.Equal(1, await change.AskAsync<long>(
            "select count(*) from underpin.write_failure where resolved_at is null"));
    }

    [Fact]
    public async Task Once_the_new_schema_leads_it_compares_both_ways()
    {
        await using var change = await CourseChange.CreateAsync(courses: 100);
        await change.PopulateAsync();
        await change.PlanAsync(100, lead: "new");
        Assert.Equal([0L, 0L], (await change.VerifyAsync()).Passes.Select(pass => pass.Found));

        // A third architect, which the old schema cannot say; and a retired column that did not follow.
        await change.RunAsync("insert into golf_course_architects select 5, 3, min(id) from architects");
        await change.RunAsync("update golf_courses set architect_1 = 'Donald Duck' where id = 6");
        var result = await change.VerifyAsync();
        Assert.Equal(["Reverse", "Forward"], result.Passes.Select(pass => $"{pass.Run.Direction}"));
        var stale = Assert.Single(result.Passes[0].Discrepancies);
        Assert.Equal((DiscrepancyClass.Stale, 6L, "golf_courses"), (stale.Class, stale.SourceKey, stale.Target));
        Assert.Equal(["architect_1"], stale.Columns);
        Assert.Contains("Donald Duck", stale.Actual);
        Assert.Contains(result.Passes[1].Discrepancies, row =>
            row is { Class: DiscrepancyClass.Inexpressible, SourceKey: 5 });
        Assert.Equal(1, result.Passes[1].Targets.Sum(target => target.Inexpressible));
    }

    [Fact]
    public async Task Once_the_old_schema_is_set_aside_there_is_nothing_to_verify()
    {
        await using var change = await CourseChange.CreateAsync(courses: 10);
        await change.PlanAsync(100, lead: "new", stage: "set aside");
        Assert.Empty((await change.VerifyAsync()).Passes);
    }

    /// <summary>
    /// The comparison that a script would make: one query a side, and whatever is written between them.
    /// </summary>
    private static async Task<bool> DiffersInTwoSnapshotsAsync(CourseChange change)
    {
        await using var connection = await change.App.OpenConnectionAsync(Token);
        var old = await TextAsync(
            """
            select string_agg(id || ' ' || position || ' ' || a.name, ',' order by id, position)
            from golf_courses
            cross join lateral (values (1, architect_1), (2, architect_2)) as a (position, name)
            where a.name is not null
            """);
        return old != await TextAsync(
            """
            select string_agg(golf_course_id || ' ' || position || ' ' || name, ',' order by golf_course_id, position)
            from golf_course_architects
            join architects on architects.id = architect_id
            """);

        async Task<string?> TextAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync(Token) as string;
        }
    }
}

using Underpin.Changes.Plans;
using Underpin.Checks;
using Underpin.Steps;
using Underpin.Steps.Back;
using Underpin.Steps.CleanUp;
using Underpin.Steps.Populate;
using Underpin.Steps.Verify;

namespace Underpin.Tests.Steps;

/// <summary>Once forward to the end, and once back from every step.</summary>
public sealed class BackTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_step_but_the_drop_can_be_taken_back()
    {
        await using var golf = await GolfChange.NewAsync();
        await using var listener = await golf.Listen().StartAsync();
        await ForwardAsync(golf);
        var before = await OldRowsAsync(golf);
        await SetAsideAsync(golf);
        // Written while the old schema is set aside: only the new tables know.
        await golf.RunAsync(
            """
            insert into golf_courses (name) values ('Written meanwhile');
            insert into golf_course_architects (golf_course_id, position, architect_id)
            select c.id, 2, a.id from golf_courses c, architects a
            where c.name = 'Written meanwhile' and a.name = 'Architect 1';
            update golf_course_architects set architect_id = (select id from architects where name = 'Architect 6')
            where golf_course_id = 3 and position = 1
            """);

        await BackAsync(golf, back => back.Filled == 2);
        var after = await OldRowsAsync(golf);
        Assert.Equal(
            before.Replace("3:Architect 3:Architect 3", "3:Architect 6:Architect 3", StringComparison.Ordinal)
                + "|51::Architect 1",
            after);

        await VerifyAsync(golf);
        await BackAsync(golf, back => back.Plan.Lead == Lead.Old);
        await BackAsync(golf, back => back.Plan.Read.IsNobody);
        await BackAsync(golf, back => back.Plan.Write.IsNobody);
        await BackAsync(golf, back => back.Dropped.Any(added => added.Type == "table"));
        Assert.False(await golf.AskAsync<bool>("select to_regclass('architects') is not null"));
        Assert.Equal(after, await OldRowsAsync(golf));
        await BackAsync(golf, back => back.Outcome == StepOutcome.Nothing);
    }

    [Fact]
    public async Task Going_back_past_the_point_of_no_return_is_refused_with_the_row_and_the_time()
    {
        await using var golf = await GolfChange.NewAsync();
        await using var listener = await golf.Listen().StartAsync();
        await ForwardAsync(golf);
        await golf.RunAsync(
            """
            insert into golf_course_architects (golf_course_id, position, architect_id)
            select 7, 3, id from architects order by id limit 1
            """);
        await VerifyAsync(golf);

        var shut = await StepAsync(golf);

        Assert.Equal(ExitCode.Findings, shut.ExitCode);
        var check = Assert.Single(shut.Gate!.Checks, check => !check.Holds);
        Assert.Equal((CheckCode.Expressible, 1), (check.Code, check.Figures["rows"]));
        Assert.Contains("\"golf_course_id\": 7", Assert.Single(check.Rows), StringComparison.Ordinal);
        Assert.True(check.Times.ContainsKey("found"));
    }

    [Fact]
    public async Task A_verify_from_before_the_old_schema_was_stopped_proves_nothing_after_it()
    {
        await using var golf = await GolfChange.NewAsync();
        await using var listener = await golf.Listen().StartAsync();
        await ForwardAsync(golf);
        // As a going back leaves it that was killed before it filled the columns.
        var plan = await golf.PlanAsync();
        plan = await golf.MoveAsync(plan, plan with { Stage = Stage.OldStopped });
        await golf.MoveAsync(plan, plan with { Stage = Stage.Expanded });

        Assert.Equal(ExitCode.Findings, (await StepAsync(golf)).ExitCode);
        await VerifyAsync(golf);
        Assert.Equal(ExitCode.Done, (await StepAsync(golf)).ExitCode);
    }

    [Fact]
    public async Task A_dropped_schema_cannot_come_back()
    {
        await using var golf = await GolfChange.NewAsync();
        var plan = await golf.PlanAsync();
        await golf.MoveAsync(plan, plan with { Stage = Stage.Dropped });

        var shut = await StepAsync(golf);

        Assert.Equal(StepOutcome.Shut, shut.Outcome);
        Assert.Equal(CheckCode.NotDropped, Assert.Single(shut.Gate!.Checks).Code);
    }

    [Fact]
    public async Task A_column_that_was_not_null_is_again()
    {
        await using var golf = await GolfChange.NewAsync();
        await golf.RunAsync("alter table golf_courses alter column architect_1 set not null");
        await using var listener = await golf.Listen().StartAsync();
        await ForwardAsync(golf);
        await SetAsideAsync(golf);
        Assert.Equal(1, await golf.AskAsync<long>(
            "with made as (insert into golf_courses (name) values ('No columns needed') returning id) select count(*) "
                + "from made"));
        await golf.RunAsync("delete from golf_courses where name = 'No columns needed'");

        await BackAsync(golf, back => back.PutBack.Count > 0);

        Assert.True(await golf.AskAsync<bool>(
            "select attnotnull from pg_attribute where attrelid = 'golf_courses'::regclass and attname = "
                + "'architect_1'"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // set aside once more instead, and taken back then
    public async Task A_going_back_that_was_killed_is_finished_later(bool setAsideAgain)
    {
        await using var golf = await GolfChange.NewAsync();
        await golf.RunAsync("alter table golf_courses alter column architect_1 set not null");
        await using var listener = await golf.Listen().StartAsync();
        await ForwardAsync(golf);
        await SetAsideAsync(golf);
        await KilledBackAsync(golf);
        if (setAsideAgain)
        {
            await VerifyAsync(golf);
            await SetAsideAsync(golf);
        }

        await BackAsync(golf, back => back.PutBack.Count > 0);

        Assert.True(await golf.AskAsync<bool>(
            "select attnotnull from pg_attribute where attrelid = 'golf_courses'::regclass and attname = "
                + "'architect_1'"));
        Assert.Equal(0, await golf.AskAsync<long>("select count(*) from underpin.retired"));
        Assert.Equal(0, await golf.AskAsync<long>(
            "select count(*) from pg_constraint where conrelid = 'golf_courses'::regclass and conname like "
                + "'underpin%'"));
        await BackAsync(golf, back => back.Plan.Lead == Lead.Old);
    }

    // What it leaves behind when the end comes while a check is being validated.
    private static async Task KilledBackAsync(GolfChange golf)
    {
        var plan = await golf.PlanAsync();
        await golf.RunAsync(
            """
            alter table golf_courses rename column underpin_attic_architect_1 to architect_1;
            alter table golf_courses rename column underpin_attic_architect_2 to architect_2;
            alter table golf_courses
                add constraint underpin_attic_architect_1 check (architect_1 is not null) not valid;
            """);
        plan = await golf.MoveAsync(plan, plan with { Stage = Stage.OldStopped });
        await golf.MoveAsync(plan, plan with { Stage = Stage.Expanded });
    }

    private static async Task ForwardAsync(GolfChange golf)
    {
        await golf.WriteAsync(100);
        await new PopulateStep(golf.Database, TimeProvider.System)
            .RunAsync(golf.Folder, new PopulateOptions(), new("test"), null, Cancellation);
        await VerifyAsync(golf);
        await golf.RunAsync(
            """
            insert into underpin.comparison (change, path, compared, mismatched, failed, shed)
            values ('golf-course-architects', 'show', 100, 0, 0, 0)
            """);
        Assert.Equal(ExitCode.Done, (await golf.ReadAsync(new() { Percent = 100 })).ExitCode);
        Assert.Equal(ExitCode.Done, (await golf.ReadAsync(new() { Lead = Lead.New })).ExitCode);
        await VerifyAsync(golf);
    }

    private static async Task VerifyAsync(GolfChange golf)
    {
        var result = await new VerifyStep(golf.Database, TimeProvider.System)
            .RunAsync(golf.Folder, new VerifyOptions(), new("test"), null, Cancellation);
        Assert.Equal(0, result.Found);
    }

    private static async Task SetAsideAsync(GolfChange golf)
    {
        var result = await new CleanUpStep(golf.Database, TimeProvider.System).RunAsync(
            golf.Folder, new() { Soak = TimeSpan.Zero }, new("underpin clean-up"), Cancellation);
        Assert.True(result.ExitCode == ExitCode.Done, string.Join('\n', result.Gate?.Checks ?? []));
    }

    private static Task<BackResult> StepAsync(GolfChange golf) =>
        new BackStep(golf.Database, TimeProvider.System).RunAsync(
            golf.Folder, new("underpin back"), new Progress<StepProgress>(), Cancellation);

    private static async Task BackAsync(GolfChange golf, Func<BackResult, bool> holds)
    {
        var result = await StepAsync(golf);
        Assert.True(result.ExitCode == ExitCode.Done, string.Join('\n', result.Gate?.Checks ?? []));
        Assert.True(holds(result), $"{result}");
    }

    private static Task<string> OldRowsAsync(GolfChange golf) => golf.AskAsync<string>(
        """
        select string_agg(concat_ws(':', id, coalesce(architect_1, ''), coalesce(architect_2, '')), '|' order by id)
        from golf_courses
        """);
}

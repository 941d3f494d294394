using Npgsql;
using Underpin.Changes.Plans;
using Underpin.Steps;

namespace Underpin.Tests.Steps.Expand;

/// <summary>What expand does, and what it refuses to do.</summary>
public sealed class ExpandTests
{
    [Fact]
    public async Task Expand_adds_the_new_schema_and_does_nothing_the_second_time()
    {
        await using var change = await CourseFolder.NewAsync();

        var first = await change.ExpandAsync();
        var schema = await change.SchemaAsync();
        var second = await change.ExpandAsync();

        Assert.Equal((ExitCode.Done, Stage.Expanded), (first.ExitCode, first.Plan.Stage));
        Assert.Contains(first.Lint!.Adds, added => added.Plain == "table golf_course_architects");
        Assert.Equal(0, await change.AskAsync<long>("select count(*) from golf_course_architects"));
        Assert.Equal(ExitCode.Done, second.ExitCode);
        Assert.Equal(StepOutcome.Nothing, second.Outcome);
        Assert.Equal(schema, await change.SchemaAsync());
        Assert.Equal(first.Plan.Version, second.Plan.Version);
    }

    [Fact]
    public async Task A_script_that_hurts_is_refused_and_the_live_database_never_touched()
    {
        (string Statement, string Refusal)[] cases =
        [
            ("alter table golf_courses drop column town", "cannot drop column"),
            ("alter table golf_courses drop column town cascade", "takes-away"),
            ("drop view courses_and_towns", "takes-away"),
            ("alter table golf_courses rename column architect_1 to designer", "renames"),
            ("alter table golf_courses alter column holes type bigint", "retypes"),
            ("alter table golf_courses alter column architect_1 set not null", "sets-not-null"),
            ("alter table golf_courses add column token uuid default gen_random_uuid()", "rewrites"),
            ("create index on golf_courses (architect_1)", "blocks-while-it-scans"),
            ("update golf_courses set architect_1 = null", "changes-rows"),
            ("truncate golf_courses", "rewrites"),
            ("commit", "controls-transactions"),
            ("set search_path = elsewhere", "changes-the-session"),
            ("create role made_by_a_change", "reaches-outside"),
            ("drop database template1", "reaches-outside"),
        ];
        await using var change = await CourseFolder.NewAsync();
        await using var watch = await LiveWatch.BeginAsync(change);
        foreach (var (statement, refusal) in cases)
        {
            change.Write("expand.sql", $"{CourseFolder.Architects}\n{statement};\n{CourseFolder.CourseArchitects}");
            var said = await ExpandOrFailAsync(change);

            Assert.Contains("expand.sql:5: ", said, StringComparison.Ordinal);
            Assert.Contains(refusal, said, StringComparison.Ordinal);
        }

        await watch.AssertUntouchedAsync();
        Assert.Equal(0, (await change.PlanAsync()).Version);
        Assert.Equal(
            0, await change.AskAsync<long>("select count(*) from pg_roles where rolname = 'made_by_a_change'"));
    }

    [Fact]
    public async Task A_finding_may_be_let_pass_with_a_reason_that_is_kept()
    {
        await using var change = await CourseFolder.NewAsync(
            $"{CourseFolder.Architects}\n{CourseFolder.CourseArchitects}\nalter table golf_courses drop constraint "
                + "golf_courses_name_key;");

        var result = await change.ExpandAsync(force: new Force("two clubs share a name"));

        Assert.Equal((ExitCode.Done, Stage.Expanded), (result.ExitCode, result.Plan.Stage));
        Assert.Equal(
            "two clubs share a name",
            await change.AskAsync<string>("select because from underpin.journal order by id desc limit 1"));
    }

    [Fact]
    public async Task No_reason_lets_a_script_pass_that_controls_transactions()
    {
        await using var change = await CourseFolder.NewAsync(
            $"begin;\n{CourseFolder.Architects}\n{CourseFolder.CourseArchitects}\ncommit;");

        var result = await change.ExpandAsync(force: new Force("it always did"));

        Assert.Equal(ExitCode.Findings, result.ExitCode);
        Assert.Equal("controls-transactions", result.Insurmountable);
    }

    [Fact]
    public async Task A_role_that_lacks_a_right_is_told_at_which_statement_and_what_was_done_stays()
    {
        await using var change = await CourseFolder.NewAsync();
        await change.RunAsync(
            """
            do $$ begin
                if not exists (select from pg_roles where rolname = 'not_the_owner') then
                    create role not_the_owner login createdb in role pg_read_all_data;
                end if;
            end $$;
            grant usage, create on schema public to not_the_owner;
            grant all on schema underpin to not_the_owner;
            grant all on all tables in schema underpin to not_the_owner;
            """);
        var asRole =
            new NpgsqlConnectionStringBuilder(change.ConnectionString) { Username = "not_the_owner" }.ConnectionString;

        var refused = await ToolProcess.RunAsync(asRole, "expand", change.Path);

        Assert.Equal(ExitCode.Failed, refused.ExitCode);
        Assert.Contains(
            "expand.sql:5: permission denied for table golf_courses", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(1, await change.AskAsync<long>("select count(*) from underpin.statement"));
        await change.RunAsync("grant references on golf_courses to not_the_owner");
        var mended = await ToolProcess.RunAsync(asRole, "expand", change.Path);
        Assert.True(mended.ExitCode == ExitCode.Done, mended.ToString());
    }

    [Fact]
    public async Task A_folder_that_was_edited_after_the_change_began_is_refused_by_name()
    {
        await using var change = await CourseFolder.NewAsync();
        await change.ExpandAsync();
        change.Write("expand.sql", CourseFolder.Architects);

        var failure = await Assert.ThrowsAsync<UnderpinException>(() => change.ExpandAsync());

        Assert.Equal("change.edited", failure.Code);
        Assert.Contains("expand.sql", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<string> ExpandOrFailAsync(CourseFolder change)
    {
        try
        {
            var result = await change.ExpandAsync();
            Assert.Equal(ExitCode.Findings, result.ExitCode);
            return string.Join('\n', result.Lint!.Findings
                .Select(finding => $"{finding.File}:{finding.Line}: {finding.Rule}: {finding.Message}"));
        }
        catch (StatementException exception)
        {
            return $"{exception.File}:{exception.Line}: {exception.Message}";
        }
    }
}

using System.Text.Json;
using Npgsql;
using Underpin.Postgres;
using Underpin.Steps.Lint;
using Underpin.Tests.Steps.Expand;

namespace Underpin.Tests.Steps.Lint;

public sealed class LintTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_does_not_fit_is_told_with_file_and_line()
    {
        (string File, string What, string Into, string At, string Says)[] cases =
        [
            ("change.yaml", "golf_courses", "golf_clubs", "change.yaml:2",
                "The source table golf_clubs does not exist"),
            ("change.yaml", "key: id }", "key: number }", "change.yaml:2", "golf_courses has no column number"),
            ("change.yaml", "key: id }", "key: holes }", "change.yaml:2", "golf_courses.holes is not unique"),
            ("change.yaml", "key: id }", "key: name }", "change.yaml:2", "golf_courses.name is of type text"),
            ("change.yaml", "golf_courses.architect_2", "golf_courses.architect_3", "change.yaml:6",
                "architect_3 is to be retired but does not exist"),
            ("expand.sql", "text not null unique", "text not null", "change.yaml",
                "architects has no unique index over its key (name)"),
            ("expand.sql", "create table architects", "create table designers", "expand.sql:",
                "relation \"architects\" does not exist"),
            ("expand.sql", "create table", "create tabel", "expand.sql:1", "syntax error"),
            ("architects.sql", "where a.name", "where b.name", "architects.sql:4",
                "missing FROM-clause entry for table \"b\""),
            ("architects.sql", "distinct a.name", "distinct a.name as title", "architects.sql:", "no column name"),
            ("architects.sql", "from golf_courses", "from public.golf_courses", "architects.sql:",
                "past the range it is given"),
            ("architects.sql", "where a.name is not null", "where a.name is not null; select 1", "architects.sql:4",
                "more than one statement"),
            ("golf_course_architects.sql", "a.position,", "'2026-01-01'::date as position,",
                "golf_course_architects.sql:", "date"),
            ("architects.sql", "distinct a.name", "distinct a.name || now() as name", "architects.sql:",
                "now gives another value"),
            ("architects.sql", "distinct a.name", "distinct a.name || current_date as name", "architects.sql:",
                "current_date gives another value"),
            ("architects.sql", "distinct a.name", "distinct a.name || (select * from (values (random())) v) as name",
                "architects.sql:", "random gives another value"),
            ("change.yaml", "key: [name]", "key: [name, id]", "change.yaml:4",
                "architects has no unique index over its key (name, id)"),
            ("back.sql", "a2.name as architect_2", "a2.name as second", "back.sql:", "architect_2"),
        ];
        await using var change = await CourseFolder.NewAsync();
        await using var database = new Database(await OwnRole.CreateAsync(change.ConnectionString, "linter"), "test");
        foreach (var (file, what, into, at, says) in cases)
        {
            var kept = await File.ReadAllTextAsync(Path.Combine(change.Path, file), Cancellation);
            change.Edit(file, what, into);
            var answer = await ToTextAsync(database, change);
            change.Write(file, kept);

            Assert.True(answer.StartsWith(at, StringComparison.Ordinal), $"{into}: {answer}");
            Assert.True(answer.Contains(says, StringComparison.Ordinal), $"{into}: {answer}");
        }

        Assert.Equal("0 findings", await ToTextAsync(database, change));
        Assert.Equal(0, await OwnRole.ScratchDatabasesAsync(database.ConnectionString));
    }

    [Fact]
    public async Task Lint_says_what_hurts_and_what_to_do_instead()
    {
        await using var change = await CourseFolder.NewAsync(
            $"""
            -- What not to do.
            {CourseFolder.Architects}
            {CourseFolder.CourseArchitects}
            alter table golf_courses
                rename column town to city;
            create index golf_courses_by_architect on golf_courses (architect_1);
            alter table golf_courses drop column architect_2;
            begin;
            update golf_courses set architect_1 = trim(architect_1);
            """);

        var told = await ToolProcess.RunAsync(change.ConnectionString, "lint", change.Path);
        Assert.Equal(ExitCode.Findings, told.ExitCode);
        Approved.Verify(told.Output);

        var json = await ToolProcess.RunAsync(change.ConnectionString, "lint", change.Path, "--json");
        Assert.Equal(ExitCode.Findings, json.ExitCode);
        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal(
            ["renames", "blocks-while-it-scans", "takes-away", "controls-transactions", "changes-rows"],
            document.RootElement.GetProperty("figures").GetProperty("findings").EnumerateArray()
                .Select(finding => finding.GetProperty("rule").GetString()!));
    }

    [Fact]
    public async Task A_role_that_may_create_no_databases_is_told_the_two_ways_out()
    {
        await using var change = await CourseFolder.NewAsync();
        await change.RunAsync(
            """
            do $$ begin
                if not exists (select from pg_roles where rolname = 'without_createdb') then
                    create role without_createdb login;
                end if;
            end $$;
            grant pg_read_all_data to without_createdb;
            """);
        var asRole = new NpgsqlConnectionStringBuilder(
            change.ConnectionString)
        { Username = "without_createdb" }.ConnectionString;

        var refused = await ToolProcess.RunAsync(asRole, "lint", change.Path);
        Assert.Equal(ExitCode.Failed, refused.ExitCode);
        Assert.Contains("may not create databases", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("--scratch", refused.Errors, StringComparison.Ordinal);

        var elsewhere = await ToolProcess.RunAsync(asRole, "lint", change.Path, "--scratch", change.ConnectionString);
        Assert.True(elsewhere.ExitCode == ExitCode.Done, elsewhere.ToString());
    }

    [Fact]
    public async Task A_copy_that_a_killed_run_left_behind_is_dropped_and_others_are_let_alone()
    {
        await using var change = await CourseFolder.NewAsync();
        string[] names = ["underpin_scratch_20200101000000_1_1", "underpin_scratch_of_my_own"];
        foreach (var name in names)
        {
            await change.RunAsync($"create database {name}");
        }

        await new LintStep(change.Database).RunAsync(change.Folder, [], null, Cancellation);

        Assert.Equal(names[1], await change.AskAsync<string>(
            $"select string_agg(datname, ' ') from pg_database where datname in ('{names[0]}', '{names[1]}')"));
        await change.RunAsync($"drop database {names[1]}");
    }

    private static async Task<string> ToTextAsync(Database database, CourseFolder change)
    {
        try
        {
            var report = await new LintStep(database).RunAsync(change.Folder, [], null, Cancellation);
            return $"{report.Findings.Count} findings";
        }
        catch (StatementException exception)
        {
            return $"{exception.File}:{exception.Line}: {exception.Message}";
        }
        catch (UnderpinException exception)
        {
            return exception.Message;
        }
    }
}

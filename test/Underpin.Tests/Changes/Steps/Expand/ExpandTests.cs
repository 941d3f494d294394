using System.Collections.Concurrent;
using Npgsql;
using Underpin.Changes.Plans;
using Underpin.Changes.Steps;
using Underpin.Changes.Steps.Expand;

namespace Underpin.Tests.Changes.Steps.Expand;

public sealed class ExpandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Expand_adds_the_new_schema_and_does_nothing_the_second_time()
    {
        await using var change = await CourseFolder.NewAsync();

        var first = await change.ExpandAsync();
        var schema = await change.SchemaAsync();
        var second = await change.ExpandAsync();

        Assert.Equal((ExitCode.Done, Stage.Expanded), (first.ExitCode, first.Plan.Stage));
        Assert.Contains("  added table golf_course_architects", first.Said);
        Assert.Equal(0, await change.AskAsync<long>("select count(*) from golf_course_architects"));
        Assert.Equal(ExitCode.Done, second.ExitCode);
        Assert.StartsWith("Nothing to do", Assert.Single(second.Said), StringComparison.Ordinal);
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
        Assert.Equal(0, await change.AskAsync<long>("select count(*) from pg_roles where rolname = 'made_by_a_change'"));
    }

    [Fact]
    public async Task A_finding_may_be_let_pass_with_a_reason_that_is_kept()
    {
        await using var change = await CourseFolder.NewAsync(
            $"{CourseFolder.Architects}\n{CourseFolder.CourseArchitects}\nalter table golf_courses drop constraint golf_courses_name_key;");

        var result = await change.ExpandAsync(force: new Force("two clubs share a name"));

        Assert.Equal((ExitCode.Done, Stage.Expanded), (result.ExitCode, result.Plan.Stage));
        Assert.Equal(
            "two clubs share a name", await change.AskAsync<string>("select because from underpin.journal order by id desc limit 1"));
    }

    [Fact]
    public async Task No_reason_lets_a_script_pass_that_controls_transactions()
    {
        await using var change = await CourseFolder.NewAsync($"begin;\n{CourseFolder.Architects}\n{CourseFolder.CourseArchitects}\ncommit;");

        var result = await change.ExpandAsync(force: new Force("it always did"));

        Assert.Equal(ExitCode.Findings, result.ExitCode);
        Assert.Contains("No reason lets controls-transactions pass; nothing was changed.", result.Said);
    }

    [Fact]
    public async Task Who_holds_a_lock_is_named_and_expand_gets_through_when_they_end()
    {
        await using var change = await CourseFolder.NewAsync();
        var notes = new ConcurrentQueue<string>();
        await using var holder = await change.HoldAsync("update golf_courses set town = 'Elie' where id = 1");
        var process = holder.ProcessID;

        var expand = change.ExpandAsync(
            new() { LockTimeout = TimeSpan.FromMilliseconds(500) }, new Notes(notes));
        await UntilAsync(() => notes.Any(note => note.Contains("the night job", StringComparison.Ordinal)));
        // While it waits for its next try, others go on: the queue behind the lock is short.
        await change.RunAsync("update golf_courses set town = 'Crail' where id = 2");
        Assert.False(expand.IsCompleted);
        Assert.Equal(1, await change.AskAsync<long>("select count(*) from underpin.statement"));
        await holder.DisposeAsync();

        Assert.Equal(ExitCode.Done, (await expand).ExitCode);
        Assert.Contains(notes, note => note.Contains($"process {process} (the night job, user postgres, idle in transaction", StringComparison.Ordinal));
        Assert.DoesNotContain(notes, note => note.Contains("Elie", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Expand_gives_up_when_a_lock_is_not_to_be_had_and_continues_later()
    {
        await using var change = await CourseFolder.NewAsync();
        await using (var holder = await change.HoldAsync("lock table golf_courses in row exclusive mode"))
        {
            var failure = await Assert.ThrowsAsync<UnderpinException>(() => change.ExpandAsync(
                new() { LockTimeout = TimeSpan.FromMilliseconds(400), Patience = TimeSpan.FromSeconds(1.5) }));

            Assert.Equal(ExitCode.LockNotHad, failure.ExitCode);
            Assert.Contains("expand.sql:5 (create table golf_course_architects (", failure.Message, StringComparison.Ordinal);
            Assert.Contains("the night job", failure.Message, StringComparison.Ordinal);
        }

        Assert.Equal(1, await change.AskAsync<long>("select count(*) from underpin.statement where done_at is not null"));
        Assert.Equal(Stage.Begun, (await change.PlanAsync()).Stage);
        var result = await change.ExpandAsync();
        Assert.Equal((ExitCode.Done, Stage.Expanded), (result.ExitCode, result.Plan.Stage));
        Assert.Equal("Ran 1 of 2 statements of expand.sql; 1 were done before.", result.Said[0]);
    }

    [Fact]
    public async Task An_index_that_cannot_be_built_leaves_nothing_invalid_behind()
    {
        await using var change = await CourseFolder.NewAsync(
            $"{CourseFolder.Architects}\n{CourseFolder.CourseArchitects}\ncreate unique index concurrently one_architect on golf_courses (architect_1);");
        var force = new Force("seen to be unique");

        var failure = await Assert.ThrowsAsync<StatementException>(() => change.ExpandAsync(force: force));
        Assert.Equal(("expand.sql", 11, "23505"), (failure.File, failure.Line, failure.SqlState));
        Assert.Equal(0, await change.AskAsync<long>("select count(*) from pg_index where not indisvalid"));

        await change.RunAsync("update golf_courses set architect_1 = name");
        Assert.Equal(ExitCode.Done, (await change.ExpandAsync(force: force)).ExitCode);
        Assert.Equal(1, await change.AskAsync<long>("select count(*) from pg_class where relname = 'one_architect'"));
    }

    [Fact]
    public async Task A_build_that_the_server_was_made_to_stop_is_removed_and_run_again()
    {
        await using var change = await CourseFolder.NewAsync("create index concurrently by_town on golf_courses (town);\n"
            + CourseFolder.Architects + CourseFolder.CourseArchitects);
        var notes = new ConcurrentQueue<string>();
        // Any transaction with a row written keeps an index build waiting.
        await using (var holder = await change.HoldAsync("update golf_courses set town = 'Elie' where id = 1"))
        {
            var expand = change.ExpandAsync(new() { LockTimeout = TimeSpan.FromMilliseconds(50) }, new Notes(notes));
            await UntilAsync(() => notes.Any(note => note.Contains("the night job", StringComparison.Ordinal)));
            // Twenty times the lock timeout: a build is not subject to it.
            await Task.Delay(1000, Cancellation);
            Assert.False(expand.IsCompleted);
            await change.RunAsync(
                "select pg_terminate_backend(pid) from pg_stat_activity where query like 'create index concurrently%' and pid <> pg_backend_pid()");
            await Assert.ThrowsAnyAsync<NpgsqlException>(() => expand);
        }

        Assert.Equal(1, await change.AskAsync<long>("select count(*) from pg_index where not indisvalid"));
        Assert.Equal(ExitCode.Done, (await change.ExpandAsync()).ExitCode);
        Assert.Equal(0, await change.AskAsync<long>("select count(*) from pg_index where not indisvalid"));
        Assert.True(await change.AskAsync<bool>("select indisvalid from pg_index where indexrelid = 'by_town'::regclass"));
    }

    [Fact]
    public async Task A_build_that_the_server_goes_on_with_after_a_kill_is_waited_for()
    {
        await using var change = await CourseFolder.NewAsync("create index concurrently by_town on golf_courses (town);\n"
            + CourseFolder.Architects + CourseFolder.CourseArchitects);
        var notes = new ConcurrentQueue<string>();
        Task<StepResult> again;
        await using (var holder = await change.HoldAsync("update golf_courses set town = 'Elie' where id = 1"))
        {
            using (var victim = ToolProcess.Start(change.ConnectionString, "expand", change.Path))
            {
                await UntilAsync(() => change.AskAsync<bool>(
                    "select exists (select from pg_index where indexrelid = to_regclass('by_town') and not indisvalid)"));
                Assert.True(victim.Kill());
            }

            // The operator's session ends at once; the one that builds does not notice.
            await UntilAsync(async () => await change.AskAsync<long>(
                """
                select count(*) from pg_locks
                where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
                """) == 1);
            again = change.ExpandAsync(progress: new Notes(notes));
            await UntilAsync(() => notes.Any(note => note.Contains("the index build of an earlier run", StringComparison.Ordinal)));
            Assert.False(again.IsCompleted);
        }

        Assert.Equal(ExitCode.Done, (await again).ExitCode);
        Assert.True(await change.AskAsync<bool>("select indisvalid from pg_index where indexrelid = 'by_town'::regclass"));
        Assert.Equal("Ran 2 of 3 statements of expand.sql; 1 were done before.", (await again).Said[0]);
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
        var asRole = new NpgsqlConnectionStringBuilder(change.ConnectionString) { Username = "not_the_owner" }.ConnectionString;

        var refused = await ToolProcess.RunAsync(asRole, "expand", change.Path);

        Assert.Equal(ExitCode.Failed, refused.ExitCode);
        Assert.Contains("expand.sql:5: permission denied for table golf_courses", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(1, await change.AskAsync<long>("select count(*) from underpin.statement"));
        await change.RunAsync("grant references on golf_courses to not_the_owner");
        var mended = await ToolProcess.RunAsync(asRole, "expand", change.Path);
        Assert.True(mended.ExitCode == ExitCode.Done, mended.ToString());
    }

    [Fact]
    public async Task A_session_that_is_ended_in_the_middle_leaves_nothing_half_done()
    {
        await using var change = await CourseFolder.NewAsync();
        await using (var holder = await change.HoldAsync("lock table golf_courses in row exclusive mode"))
        {
            using var tool = ToolProcess.Start(change.ConnectionString, "expand", change.Path, "--lock-timeout", "60s");
            await UntilAsync(() => change.AskAsync<bool>(
                "select exists (select from pg_stat_activity where wait_event_type = 'Lock' and query like 'create table golf_course_architects%')"));
            await change.RunAsync(
                "select pg_terminate_backend(pid) from pg_stat_activity where query like 'create table golf_course_architects%' and pid <> pg_backend_pid()");
            var answer = await tool.EndAsync();

            Assert.Equal(ExitCode.Failed, answer.ExitCode);
            Assert.Contains("Run the same command again", answer.Errors, StringComparison.Ordinal);
        }

        Assert.Equal(1, await change.AskAsync<long>("select count(*) from underpin.statement"));
        Assert.Equal(ExitCode.Done, (await change.ExpandAsync()).ExitCode);
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

    [Fact]
    public async Task Two_operators_do_not_expand_at_once()
    {
        await using var change = await CourseFolder.NewAsync();
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            try
            {
                return (await change.ExpandAsync()).ExitCode;
            }
            catch (UnderpinException exception)
            {
                return exception.ExitCode;
            }
        }));

        Assert.Contains(ExitCode.Done, both);
        Assert.All(both, code => Assert.True(code is ExitCode.Done or ExitCode.LockNotHad, code.ToString()));
        Assert.Equal(2, await change.AskAsync<long>("select max(version) from underpin.plan"));
    }

    private static async Task<string> ExpandOrFailAsync(CourseFolder change)
    {
        try
        {
            var result = await change.ExpandAsync();
            Assert.Equal(ExitCode.Findings, result.ExitCode);
            return string.Join('\n', result.Said);
        }
        catch (StatementException exception)
        {
            return $"{exception.File}:{exception.Line}: {exception.Message}";
        }
    }

    private static Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var look = 0; look < 600; look++)
        {
            if (await holds())
            {
                return;
            }

            await Task.Delay(50, Cancellation);
        }

        Assert.Fail("It did not come to pass in time.");
    }

    private sealed class Notes(ConcurrentQueue<string> notes) : IProgress<StepProgress>
    {
        public void Report(StepProgress value) => notes.Enqueue(value.Note ?? "");
    }
}

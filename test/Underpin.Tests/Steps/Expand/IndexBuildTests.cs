using System.Collections.Concurrent;
using Npgsql;
using Underpin.Steps;
using Underpin.Steps.Expand;

namespace Underpin.Tests.Steps.Expand;

/// <summary>Indexes that expand has built concurrently, and what becomes of builds that fail.</summary>
public sealed class IndexBuildTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_index_that_cannot_be_built_leaves_nothing_invalid_behind()
    {
        await using var change = await CourseFolder.NewAsync(
            $"{CourseFolder.Architects}\n{CourseFolder.CourseArchitects}\ncreate unique index concurrently "
                + "one_architect on golf_courses (architect_1);");
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
        await using var change = await CourseFolder.NewAsync(
            "create index concurrently by_town on golf_courses (town);\n"
            + CourseFolder.Architects + CourseFolder.CourseArchitects);
        var notes = new ConcurrentQueue<string>();
        // Any transaction with a row written keeps an index build waiting.
        await using (var holder = await change.HoldAsync("update golf_courses set town = 'Elie' where id = 1"))
        {
            var expand = change.ExpandAsync(new() { LockTimeout = TimeSpan.FromMilliseconds(50) }, new Notes(notes));
            await Eventually.HoldsAsync(
                () => notes.Any(note => note.Contains("the night job", StringComparison.Ordinal)));
            // Twenty times the lock timeout: a build is not subject to it.
            await Task.Delay(1000, Cancellation);
            Assert.False(expand.IsCompleted);
            await change.RunAsync(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and query like 'create index concurrently%'
                """);
            await Assert.ThrowsAnyAsync<NpgsqlException>(() => expand);
        }

        Assert.Equal(1, await change.AskAsync<long>("select count(*) from pg_index where not indisvalid"));
        Assert.Equal(ExitCode.Done, (await change.ExpandAsync()).ExitCode);
        Assert.Equal(0, await change.AskAsync<long>("select count(*) from pg_index where not indisvalid"));
        Assert.True(
            await change.AskAsync<bool>("select indisvalid from pg_index where indexrelid = 'by_town'::regclass"));
    }

    [Fact]
    public async Task A_build_that_the_server_goes_on_with_after_a_kill_is_waited_for()
    {
        await using var change = await CourseFolder.NewAsync(
            "create index concurrently by_town on golf_courses (town);\n"
            + CourseFolder.Architects + CourseFolder.CourseArchitects);
        var notes = new ConcurrentQueue<string>();
        Task<ExpandResult> again;
        await using (var holder = await change.HoldAsync("update golf_courses set town = 'Elie' where id = 1"))
        {
            using (var victim = ToolProcess.Start(change.ConnectionString, "expand", change.Path))
            {
                await Eventually.HoldsAsync(() => change.AskAsync<bool>(
                    "select exists (select from pg_index where indexrelid = to_regclass('by_town') and not "
                        + "indisvalid)"));
                Assert.True(victim.Kill());
            }

            // The operator's session ends at once; the one that builds does not notice.
            await Eventually.HoldsAsync(async () => await change.AskAsync<long>(
                """
                select count(*) from pg_locks
                where locktype = 'advisory'
                    and database = (select oid from pg_database where datname = current_database())
                """) == 1);
            again = change.ExpandAsync(progress: new Notes(notes));
            await Eventually.HoldsAsync(
                () => notes.Any(note => note.Contains("the index build of an earlier run", StringComparison.Ordinal)));
            Assert.False(again.IsCompleted);
        }

        Assert.Equal(ExitCode.Done, (await again).ExitCode);
        Assert.True(
            await change.AskAsync<bool>("select indisvalid from pg_index where indexrelid = 'by_town'::regclass"));
        Assert.Equal((2, 3), ((await again).Lint!.Tried, (await again).Lint!.Total));
    }
}

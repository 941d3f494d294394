using System.Collections.Concurrent;
using Underpin.Changes.Plans;

namespace Underpin.Tests.Steps.Expand;

/// <summary>Expand while others hold locks, expand too, or end its session.</summary>
public sealed class ExpandBesideOthersTests
{
    [Fact]
    public async Task Who_holds_a_lock_is_named_and_expand_gets_through_when_they_end()
    {
        await using var change = await CourseFolder.NewAsync();
        var notes = new ConcurrentQueue<string>();
        await using var holder = await change.HoldAsync("update golf_courses set town = 'Elie' where id = 1");
        var process = holder.ProcessID;

        var expand = change.ExpandAsync(
            new() { LockTimeout = TimeSpan.FromMilliseconds(500) }, new Notes(notes));
        await Eventually.HoldsAsync(() => notes.Any(note => note.Contains("the night job", StringComparison.Ordinal)));
        // While it waits for its next try, others go on: the queue behind the lock is short.
        await change.RunAsync("update golf_courses set town = 'Crail' where id = 2");
        Assert.False(expand.IsCompleted);
        Assert.Equal(1, await change.AskAsync<long>("select count(*) from underpin.statement"));
        await holder.DisposeAsync();

        Assert.Equal(ExitCode.Done, (await expand).ExitCode);
        Assert.Contains(notes, note => note.Contains(
            $"process {process} (the night job, user postgres, idle in transaction", StringComparison.Ordinal));
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
            Assert.Contains(
                "expand.sql:5 (create table golf_course_architects (", failure.Message, StringComparison.Ordinal);
            Assert.Contains("the night job", failure.Message, StringComparison.Ordinal);
        }

        Assert.Equal(
            1, await change.AskAsync<long>("select count(*) from underpin.statement where done_at is not null"));
        Assert.Equal(Stage.Begun, (await change.PlanAsync()).Stage);
        var result = await change.ExpandAsync();
        Assert.Equal((ExitCode.Done, Stage.Expanded), (result.ExitCode, result.Plan.Stage));
        Assert.Equal((1, 2), (result.Lint!.Tried, result.Lint!.Total));
    }

    [Fact]
    public async Task A_session_that_is_ended_in_the_middle_leaves_nothing_half_done()
    {
        await using var change = await CourseFolder.NewAsync();
        await using (var holder = await change.HoldAsync("lock table golf_courses in row exclusive mode"))
        {
            using var tool = ToolProcess.Start(change.ConnectionString, "expand", change.Path, "--lock-timeout", "60s");
            await Eventually.HoldsAsync(() => change.AskAsync<bool>(
                """
                select exists (
                    select from pg_stat_activity
                    where wait_event_type = 'Lock' and datname = current_database()
                    and query like 'create table golf_course_architects%')
                """));
            await change.RunAsync(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and query like 'create table golf_course_architects%'
                """);
            var answer = await tool.EndAsync();

            Assert.Equal(ExitCode.Failed, answer.ExitCode);
            Assert.Contains("Run the same command again", answer.Errors, StringComparison.Ordinal);
        }

        Assert.Equal(1, await change.AskAsync<long>("select count(*) from underpin.statement"));
        Assert.Equal(ExitCode.Done, (await change.ExpandAsync()).ExitCode);
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
}

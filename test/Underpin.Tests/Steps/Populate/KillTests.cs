using Underpin.Steps.Populate;

namespace Underpin.Tests.Steps.Populate;

/// <summary>The tool as a process of its own, killed, and run beside itself.</summary>
public sealed class KillTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_populate_continues_where_it_stopped()
    {
        await using var change = await CourseChange.CreateAsync(courses: 3000);
        var random = new Random(1928);
        var continued = 0;
        var enough = Long.Rounds(usual: 12, atLength: 100);
        for (var kills = 0; kills < enough;)
        {
            var doneBefore = await DoneAsync(change);
            var finishedBefore = await FinishedAsync(change);
            using var tool = Start(change);
            await BeginAsync(change, tool);
            await Task.Delay(random.Next(150), Token);
            kills += tool.Kill() ? 1 : 0;
            var ended = await tool.EndAsync();
            Assert.True(ended.ExitCode is ExitCode.Done or (ExitCode)137, ended.Errors);
            // A kill may come when the run is finished and only the process is not.
            if (ended.ExitCode == ExitCode.Done || await FinishedAsync(change) > finishedBefore)
            {
                continued += doneBefore > 0 ? 1 : 0;
                await change.RunAsync("truncate golf_course_architects, architects");
            }
            else
            {
                Assert.True(await DoneAsync(change) >= doneBefore, "what was done is to do again");
            }
        }

        var last = await change.PopulateAsync(new PopulateOptions { BatchSize = 10 });
        Assert.False(last.Run!.Rehearsal);
        Assert.True(continued > 0 || last.Run.Continued, "no run was ever continued: the test proves nothing");
        Assert.Equal(0, (await change.VerifyAsync()).Found);
    }

    [Fact]
    public async Task Two_processes_share_one_run()
    {
        await using var change = await CourseChange.CreateAsync(courses: 3000);
        using ToolProcess one = Start(change), other = Start(change);
        var answers = await Task.WhenAll(one.EndAsync(), other.EndAsync());
        Assert.All(answers, answer => Assert.True(answer.ExitCode == ExitCode.Done, answer.Errors));
        // Whoever comes when the other has finished finds nothing to do, in a run of its own.
        Assert.Equal(0, await change.AskAsync<long>("select count(*) from underpin.run where finished_at is null"));
        Assert.Equal(0, await change.AskAsync<long>("select count(*) from underpin.batch where done_at is null"));
        Assert.Equal(0, (await change.VerifyAsync()).Found);
    }

    [Fact]
    public async Task A_populate_that_is_stopped_by_its_user_can_be_continued()
    {
        await using var change = await CourseChange.CreateAsync(courses: 3000);
        using var tool = Start(change);
        await BeginAsync(change, tool);
        tool.Terminate();
        var ended = await tool.EndAsync();
        Assert.NotEqual(ExitCode.Done, ended.ExitCode);
        Assert.InRange(await DoneAsync(change), 1, 299);
        Assert.True((await change.PopulateAsync(new PopulateOptions { BatchSize = 10 })).Run!.Continued);
        Assert.Equal(0, (await change.VerifyAsync()).Found);
    }

    private static ToolProcess Start(CourseChange change) =>
        ToolProcess.Start(change.ConnectionString, "populate", change.FolderPath, "--batch-size", "10");

    private static Task<long> FinishedAsync(CourseChange change) => change.AskAsync<long>(
        "select count(*) from underpin.run where kind = 'populate' and finished_at is not null");

    /// <summary>The batches that are done of the run that is not finished.</summary>
    private static Task<long> DoneAsync(CourseChange change) => change.AskAsync<long>(
        """
        select count(done_at)
        from underpin.batch
        join underpin.run on run.id = batch.run
        where run.finished_at is null
        """);

    /// <summary>Waits until it has done a batch.</summary>
    private static async Task BeginAsync(CourseChange change, ToolProcess tool)
    {
        const string Marks = "select count(*) from underpin.batch where done_at is not null";
        var before = await change.AskAsync<long>(Marks);
        var ended = tool.EndAsync();
        while (!ended.IsCompleted && await change.AskAsync<long>(Marks) == before)
        {
            await Task.Delay(2, Token);
        }
    }
}

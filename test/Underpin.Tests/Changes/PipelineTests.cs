using Underpin.Changes;
using Underpin.Tests.Shape;
using Underpin.Tests.Steps;

namespace Underpin.Tests.Changes;

/// <summary>A change is run from a program as it is from the tool.</summary>
public sealed class PipelineTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_takes_golf_through_all_five_steps_and_back()
    {
        await using var golf = await GolfChange.InstalledAsync(courses: 50);
        var before = await RowsAsync(golf);
        await using var listener = await golf.Listen().StartAsync();

        await Pipeline.RunAsync(golf.ConnectionString, GolfChange.FolderPath, soak: () => golf.RunAsync(
            """
            insert into underpin.comparison (change, path, compared, mismatched, failed, shed)
            values ('golf-course-architects', 'show', 100, 0, 0, 0)
            """));

        Assert.Equal(before, await RowsAsync(golf));
        Assert.False(await golf.AskAsync<bool>("select to_regclass('golf_course_architects') is not null"));
        await using var change = Change.Open(golf.ConnectionString, GolfChange.FolderPath);
        var journal = await change.JournalAsync(cancellationToken: Cancellation);
        Assert.All(journal, entry => Assert.Equal("deploy golf", entry.Command));
        Assert.All(journal, entry => Assert.StartsWith("deploy 4711 as ", entry.Who, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_step_that_fails_or_is_stopped_is_in_the_journal()
    {
        await using var golf = await GolfChange.ExpandedAsync();
        await golf.AcknowledgeAsync();
        await using var change = Change.Open(golf.ConnectionString, GolfChange.FolderPath);
        await change.WriteAsync(new() { Percent = 100 }, Cancellation);
        await golf.AcknowledgeAsync();

        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => change.PopulateAsync(
            new() { BatchSize = 1 }, new Stopping(stop), stop.Token));
        Assert.Equal("stopped", (await change.JournalAsync(1, Cancellation)).Single().Outcome);

        await golf.RunAsync("drop table golf_course_architects");
        await Assert.ThrowsAnyAsync<UnderpinException>(() => change.PopulateAsync(cancellationToken: Cancellation));

        var last = (await change.JournalAsync(1, Cancellation)).Single();
        Assert.Equal("failed: statement.failed", last.Outcome);
    }

    [Fact]
    public void The_page_shows_the_program_that_is_tested()
    {
        var code = Repository.Text("test/Underpin.Tests/Changes/Pipeline.cs");
        var program = code[code.IndexOf("    public static async Task", StringComparison.Ordinal)..code.IndexOf(
            "\n    // End of", StringComparison.Ordinal)];
        var shown = string.Join('\n', program.TrimEnd().Split('\n').Select(
            line => line.StartsWith("    ", StringComparison.Ordinal) ? line[4..] : line));

        Assert.Contains(shown, Repository.Text("docs/pipeline.md"), StringComparison.Ordinal);
        Assert.InRange(shown.Split('\n').Length, 20, 40);
    }

    /// <summary>As Ctrl+C after the first ranges.</summary>
    private sealed class Stopping(CancellationTokenSource stop) : IProgress<StepProgress>
    {
        public void Report(StepProgress value)
        {
            if (value.Done > 3)
            {
                stop.Cancel();
            }
        }
    }

    private static Task<string> RowsAsync(GolfChange golf) => golf.AskAsync<string>(
        "select string_agg(c::text, '|' order by id) from golf_courses c");
}

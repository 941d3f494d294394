using System.Diagnostics;
using Underpin.Tests.Design;
using Underpin.Tests.Design.Search;
using Underpin.Tests.Shape;

namespace Underpin.Tests.Cli;

/// <summary>
/// Ctrl+C while <c>underpin design load</c> or <c>search</c> works, at any moment after it has reached the server.
/// </summary>
public sealed class DesignInterruptTests
{
    private static readonly TimeSpan _promptly = TimeSpan.FromSeconds(8);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_load_that_is_interrupted_says_so_once_and_leaves_nothing(int seed)
    {
        using var golf = new GolfModel().CopyCandidate("two-tables", "again").CopyCandidate("two-tables", "more");
        await InterruptAsync($"load_{seed}", new Random(seed).Next(3000), "load", golf.Path, "--histories", "1000000");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_search_that_is_interrupted_says_so_once_and_leaves_nothing(int seed)
    {
        using var rules = RuleModel.Create().CopyCandidate("periods", "again");
        await InterruptAsync(
            $"search_{seed}", new Random(seed).Next(3000), "search", rules.Path, "--histories", "9999");
    }

    [Theory]
    [InlineData("load", 0)]
    [InlineData("load", 60)]
    [InlineData("search", 200)]
    [InlineData("search", 8000)]
    public async Task A_large_model_is_given_up_as_promptly(string verb, int after) => await InterruptAsync(
        $"large_{verb}_{after}", after, verb, Path.Combine(Repository.Root, "apps/EarlyCareers/database/model"),
        "--histories", "9999");

    private static async Task InterruptAsync(
        string role, int after, string verb, string folder, params string[] options)
    {
        var connectionString = await OwnRole.CreateAsync(await TestServer.NewDatabaseAsync(), $"interrupted_{role}");
        using var tool = ToolProcess.Start(connectionString, ["design", verb, folder, .. options]);
        while (await OwnRole.SessionsAsync(connectionString) == 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        await Task.Delay(after, TestContext.Current.CancellationToken);
        var interrupted = Stopwatch.GetTimestamp();
        tool.Interrupt();
        var answer = await tool.EndAsync();
        var took = Stopwatch.GetElapsedTime(interrupted);

        Assert.True(answer.ExitCode == ExitCode.Failed, answer.ToString());
        Assert.Equal("", answer.Output);
        var said = answer.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith($"design {verb}", StringComparison.Ordinal));
        Assert.Equal(
            ["Stopped.", "The databases in which candidates were tried are dropped; nothing else was touched."], said);
        Assert.True(took < _promptly, $"It took {took.TotalSeconds:0.0} s to end.");
        Assert.Equal(0, await OwnRole.ScratchDatabasesAsync(connectionString));

        // The server notices a moment after its client that a session has ended.
        for (var waited = 0; waited < 100 && await OwnRole.SessionsAsync(connectionString) > 0; waited++)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, await OwnRole.SessionsAsync(connectionString));
    }
}

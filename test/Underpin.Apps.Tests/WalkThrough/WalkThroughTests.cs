using System.Net;
using Underpin.Apps.Tests.GolfCourses;
using Underpin.Tests;

namespace Underpin.Apps.Tests.WalkThrough;

/// <summary>The walk-through does what it says, with the application running.</summary>
public sealed class WalkThroughTests : IDisposable
{
    private readonly DirectoryInfo _archive = Directory.CreateTempSubdirectory("underpin-walk-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _archive.Delete(recursive: true);

    [Fact]
    public async Task Every_command_of_the_walk_through_answers_what_it_shows()
    {
        var document = await File.ReadAllTextAsync(
            Path.Combine(GolfFolder.Database, "..", "..", "..", "docs", "walk-through.md"), Cancellation);
        var database = await GolfDatabase.AtAsync(Stand.NotInstalled);
        await using var golf = await GolfHost.StartAsync(database);
        var before = await golf.GetAsync("/api/courses/Manakiki%20Golf%20Course");
        using var stop = new CancellationTokenSource();
        var users = UseAsync(golf, stop.Token);

        var commands = Command.Of(document).ToList();
        Assert.InRange(commands.Count, 15, 100);
        foreach (var command in commands)
        {
            var answer = await RunAsync(database.Owner, command);
            Assert.True(
                (int)answer.ExitCode == command.ExitCode && command.Missing(answer.Output) is null,
                $"underpin {string.Join(' ', command.Words)} lacks \"{command.Missing(answer.Output)}\":\n{answer}");
            // Its users go on meanwhile, and what they do is the evidence of the next gate.
            await Task.Delay(TimeSpan.FromSeconds(1.5), Cancellation);
        }

        await stop.CancelAsync();
        Assert.True(await users > 200);
        Assert.Equal(before, await golf.GetAsync("/api/courses/Manakiki%20Golf%20Course"));
        Assert.Equal("{\"Manakiki Golf Course\":{\"architect_1\":\"Donald Ross\",\"architect_2\":null}}", before);
    }

    private async Task<ToolAnswer> RunAsync(string connection, Command command)
    {
        var words = command.Words.Select(word => word switch
        {
            "golf-course-architects" => Path.Combine(GolfFolder.Database, "changes", word),
            "golf.csv.gz" => Path.Combine(_archive.FullName, word),
            _ => word,
        });
        return await ToolProcess.RunAsync(connection, [.. words]);
    }

    /// <summary>Reads and writes until it is stopped; every request succeeds.</summary>
    private static async Task<int> UseAsync(GolfHost golf, CancellationToken stop)
    {
        var requests = 0;
        while (!stop.IsCancellationRequested)
        {
            await golf.GetAsync($"/api/courses?page={(requests % 5) + 1}");
            await golf.GetAsync("/api/courses/Manakiki%20Golf%20Course");
            var (status, body) = await golf.SendAsync(
                HttpMethod.Put, "/api/courses/Manakiki%20Golf%20Course",
                """{"Manakiki Golf Course":{"architect_1":"Donald Ross","architect_2":null}}""");
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.NoContent, body);
            requests += 3;
            await Task.Delay(10, CancellationToken.None);
        }

        return requests;
    }
}

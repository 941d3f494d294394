using System.Net;
using Underpin.Apps.Tests.GolfCourses;
using Underpin.Tests;
using Underpin.Tests.Shape;

namespace Underpin.Apps.Tests.Docs;

/// <summary>The walk-through does what it says, with the application running.</summary>
public sealed class WalkThroughTests
{
    private volatile int _requests;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_command_of_the_walk_through_answers_what_it_shows()
    {
        var commands = Command.Of(Repository.Text("docs/walk-through.md")).ToList();
        Assert.InRange(commands.Count, 15, 100);
        var database = await GolfDatabase.AtAsync(Stand.NotInstalled);
        await using var golf = await GolfHost.StartAsync(database);
        var before = await golf.GetAsync("/api/courses/Manakiki%20Golf%20Course");
        using var stop = new CancellationTokenSource();
        var users = UseAsync(golf, stop.Token);

        using var shell = new Shell(database.Owner, "apps/Golf/database");
        foreach (var command in commands)
        {
            await shell.RequireAsync(command, Cancellation);
            // Its users go on meanwhile, and what they do is the evidence of the next gate.
            var seen = _requests;
            await Task.Delay(TimeSpan.FromSeconds(1.5), Cancellation);
            await Eventually.HoldsAsync(() => users.IsCompleted || _requests > seen + 240);
        }

        await stop.CancelAsync();
        await users;
        Assert.True(_requests > 200);
        Assert.Equal(before, await golf.GetAsync("/api/courses/Manakiki%20Golf%20Course"));
        Assert.Equal("{\"Manakiki Golf Course\":{\"architect_1\":\"Donald Ross\",\"architect_2\":null}}", before);
    }

    /// <summary>Reads and writes until it is stopped; every request succeeds.</summary>
    private async Task UseAsync(GolfHost golf, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await golf.GetAsync($"/api/courses?page={(_requests % 5) + 1}");
            await golf.GetAsync("/api/courses/Manakiki%20Golf%20Course");
            var (status, body) = await golf.SendAsync(
                HttpMethod.Put, "/api/courses/Manakiki%20Golf%20Course",
                """{"Manakiki Golf Course":{"architect_1":"Donald Ross","architect_2":null}}""");
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.NoContent, body);
            _requests += 3;
            await Task.Delay(10, CancellationToken.None);
        }
    }
}

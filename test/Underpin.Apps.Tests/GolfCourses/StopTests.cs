using System.Net;
using Npgsql;

namespace Underpin.Apps.Tests.GolfCourses;

/// <summary>How an instance goes.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task A_request_in_flight_is_answered_before_the_application_stops()
    {
        var database = await GolfDatabase.AtAsync(Stand.WritesBoth);
        var golf = await GolfHost.StartAsync(database);
        await using var somebody = new NpgsqlConnection(database.Owner + ";Pooling=false");
        await somebody.OpenAsync(TestContext.Current.CancellationToken);
        await using var holds = await somebody.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var locks = new NpgsqlCommand("select from golf_courses where id = 1 for update", somebody))
        {
            await locks.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var request = golf.SendAsync(
            HttpMethod.Put, "/api/courses/Manakiki%20Golf%20Course", """{"architect_1":"Last","architect_2":null}""");
        while ((await database.LinesAsync(
            "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")).Count == 0)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        var stop = golf.StopAsync();
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.False(stop.IsCompleted);
        await holds.RollbackAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, (await request).Status);
        await stop;
        Assert.Equal(["Last"], await database.LinesAsync("select architect_1 from golf_courses where id = 1"));
        Assert.Equal([], await database.LinesAsync("select id from underpin.instance"));
        await golf.DisposeAsync();
    }
}

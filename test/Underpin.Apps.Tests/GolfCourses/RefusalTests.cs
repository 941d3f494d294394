using System.Net;
using Golf.Seeding;
using Npgsql;

namespace Underpin.Apps.Tests.GolfCourses;

/// <summary>What the API does not take, and says why.</summary>
public sealed class RefusalTests
{
    private const string One = "/api/courses/Manakiki%20Golf%20Course";

    [Theory]
    [InlineData("nonsense", "not JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{\"architect_1\":7}", "a string or null")]
    [InlineData("{\"architect_3\":\"x\"}", "application/vnd.golf.v2+json")]
    [InlineData("{\"architect_1\":\"\\u0000\"}", "U+0000")]
    [InlineData("{\"architect_1\":\"\\ud800\"}", "not Unicode")]
    [InlineData("{\" \":{\"architect_1\":\"x\"}}", "Give the course a name")]
    [InlineData("{\"..\":{\"architect_1\":\"x\"}}", "cannot be part of an address")]
    public async Task An_unreadable_course_is_refused_with_the_reason(string json, string reason)
    {
        await using var golf = await GolfHost.StartAsync(await GolfDatabase.AtAsync(Stand.NotInstalled));

        var (status, problem) = await golf.SendAsync(HttpMethod.Put, One, json);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(reason, problem.Replace("\\u002B", "+"), StringComparison.Ordinal);
        Assert.Equal(
            """{"Manakiki Golf Course":{"architect_1":"Donald Ross","architect_2":null}}""", await golf.GetAsync(One));
    }

    [Theory]
    [InlineData("{\"architects\":\"Donald Ross\"}")]
    [InlineData("{\"architects\":[\"Donald Ross\"]}")]
    [InlineData("{\"architects\":[{\"name\":null}]}")]
    [InlineData("{\"architects\":[{\"name\":\"x\",\"born\":1872}]}")]
    [InlineData("{}")]
    public async Task The_new_shape_is_taken_at_its_word(string json)
    {
        await using var golf = await GolfHost.StartAsync(await GolfDatabase.AtAsync(Stand.NotInstalled));
        var (status, _) = await golf.SendAsync(HttpMethod.Put, One, json, "application/vnd.golf.v2+json");
        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task A_taken_name_too_long_a_name_and_another_media_type_are_refused()
    {
        await using var golf = await GolfHost.StartAsync(await GolfDatabase.AtAsync(Stand.WritesBoth));

        var taken = """{"Sand Hills Golf Club":{"architect_1":"x","architect_2":null}}""";
        Assert.Equal(HttpStatusCode.Conflict, (await golf.SendAsync(HttpMethod.Post, "/api/courses", taken)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await golf.SendAsync(HttpMethod.Put, One, taken)).Status);

        var endless = Expected.OldShape(new SeededCourse { Name = new string('x', 501) });
        Assert.Equal(
            HttpStatusCode.BadRequest, (await golf.SendAsync(HttpMethod.Post, "/api/courses", endless)).Status);

        var text = await golf.SendAsync(HttpMethod.Put, One, taken, "text/plain");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, text.Status);

        Assert.Equal(HttpStatusCode.NotFound, (await golf.SendAsync(HttpMethod.Delete, "/api/courses/nope")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await golf.SendAsync(HttpMethod.Get, "/api/courses?page=0")).Status);
    }

    [Fact]
    public async Task The_application_can_change_no_schema()
    {
        var database = await GolfDatabase.AtAsync(Stand.WritesBoth);
        await using var application = new NpgsqlConnection(database.Application + ";Pooling=false");
        await application.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var statement in new[]
        {
            "create table x (y int)", "alter table golf_courses add z int", "drop table golf_courses",
            "update underpin.plan set lead = 'new'", "set role postgres",
        })
        {
            await using var command = new NpgsqlCommand(statement, application);
            var refused = await Assert.ThrowsAsync<PostgresException>(
                () => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
            Assert.Equal("42501", refused.SqlState);
        }
    }
}

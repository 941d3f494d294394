using System.Net;

namespace Underpin.Apps.Tests.GolfCourses;

/// <summary>A third architect: when it can be kept, and what the old shape's clients make of it.</summary>
public sealed class ArchitectsLimitTests
{
    private const string Address = "/api/v2/courses/Manakiki%20Golf%20Course";

    private const string Three =
        """{"architects":[{"name":"Donald Ross"},{"name":"Brian Huntley"},{"name":"Third"}]}""";

    [Theory]
    [InlineData(Stand.NotInstalled)]
    [InlineData(Stand.WritesBoth)]
    [InlineData(Stand.ReadsNew)]
    public async Task A_third_architect_is_refused_while_the_old_schema_leads(Stand stand)
    {
        var database = await GolfDatabase.AtAsync(stand);
        await using var golf = await GolfHost.StartAsync(database);

        var (status, problem) = await golf.SendAsync(HttpMethod.Put, Address, Three);

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("at most two architects for now", problem, StringComparison.Ordinal);
        Assert.Equal("""{"architects":[{"name":"Donald Ross"}]}""", await golf.GetAsync(Address));
        if (stand != Stand.NotInstalled)
        {
            Assert.Equal([], await database.DifferencesAsync());
        }
    }

    [Theory]
    [InlineData(Stand.NewLeads)]
    [InlineData(Stand.OldStopped)]
    [InlineData(Stand.Dropped)]
    public async Task A_third_architect_is_kept_once_the_new_schema_leads(Stand stand)
    {
        var database = await GolfDatabase.AtAsync(stand);
        await using var golf = await GolfHost.StartAsync(database);

        Assert.Equal((HttpStatusCode.OK, Three), await golf.SendAsync(HttpMethod.Put, Address, Three));

        Assert.Equal(Three, await golf.GetAsync(Address));
        Assert.Equal(
            """{"Manakiki Golf Course":{"architect_1":"Donald Ross","architect_2":"Brian Huntley"}}""",
            await golf.GetAsync("/api/courses/Manakiki%20Golf%20Course"));
        if (stand == Stand.NewLeads)
        {
            Assert.Equal([], await database.DifferencesAsync()); // the old schema holds the first two
        }
    }

    [Fact]
    public async Task A_client_that_knows_two_architects_does_not_take_a_third_one_away()
    {
        var database = await GolfDatabase.AtAsync(Stand.NewLeads);
        await using var golf = await GolfHost.StartAsync(database);
        await golf.SendAsync(HttpMethod.Put, Address, Three);

        await golf.SendAsync(
            HttpMethod.Put, "/api/courses/Manakiki%20Golf%20Course",
            """{"architect_1":"Donald Ross","architect_2":null}""");

        Assert.Equal("""{"architects":[{"name":"Donald Ross"},{"name":"Third"}]}""", await golf.GetAsync(Address));
        Assert.Equal([], await database.DifferencesAsync());
    }

    [Fact]
    public async Task Fewer_architects_leave_no_rows_behind()
    {
        var database = await GolfDatabase.AtAsync(Stand.NewLeads);
        await using var golf = await GolfHost.StartAsync(database);
        await golf.SendAsync(HttpMethod.Put, Address, Three);

        await golf.SendAsync(HttpMethod.Put, Address, """{"architects":[{"name":"Third"}]}""");

        Assert.Equal("""{"architects":[{"name":"Third"}]}""", await golf.GetAsync(Address));
        Assert.Equal(["1 | Third"], await database.LinesAsync(
            """
            select g.position, a.name
            from golf_courses c
            join golf_course_architects g on g.golf_course_id = c.id
            join architects a on a.id = g.architect_id
            where c.name = 'Manakiki Golf Course'
            """));
    }
}

using Golf.Seeding;

namespace Underpin.Apps.Tests.GolfCourses;

/// <summary>
/// Every write of every path leaves both schemas saying the same, and clients reading what was written.
/// </summary>
public sealed class WriteTests
{
    private static readonly SeededCourse _first =
        new() { Name = "A/B \"Ünïcode\" %2F Links", Architect1 = "Somebody New", Architect2 = "Donald Ross" };

    /// <summary>What one course goes through; each is the whole course, its name too.</summary>
    private static readonly SeededCourse[] _life =
    [
        _first with { Architect1 = "Donald Ross", Architect2 = "Somebody New" },
        _first with { Architect1 = null, Architect2 = "Somebody New" },
        _first with { Architect1 = "Somebody New", Architect2 = null },
        _first with { Architect1 = "", Architect2 = "" },
        _first with { Architect1 = "Twice", Architect2 = "Twice" },
        _first with { Name = "Renamed", Architect1 = "Twice", Architect2 = "'; drop table golf_courses; --" },
        _first with { Name = "Renamed Again\n", Architect1 = "case", Architect2 = "CASE" },
        _first with { Name = "Renamed Again\n", Architect1 = null, Architect2 = null },
        _first with { Name = "Renamed Again\n", Architect1 = new string('x', 1_500), Architect2 = "山田" },
    ];

    [Theory, EveryStand]
    public Task Members_write_whatever_the_plan_says(Stand stand) => LiveAsync(stand, WritePath.Members);

    [Theory, EveryStand]
    public Task The_committee_writes_whatever_the_plan_says(Stand stand) => LiveAsync(stand, WritePath.Committee);

    [Fact]
    public async Task A_follower_that_fails_is_noticed_by_nobody_but_recorded()
    {
        foreach (var path in new[] { WritePath.Members, WritePath.Committee })
        {
            var database = await GolfDatabase.AtAsync(Stand.WritesBoth);
            await database.RunAsync("alter table golf_course_architects add check (position <> 2) not valid");
            await using var golf = await GolfHost.StartAsync(database);

            await path.CreateAsync(golf, _first);

            Assert.Equal(Expected.OldShape(_first), await golf.GetAsync(Expected.Address(_first.Name)));
            Assert.Equal(
                [$"{_first.Name} | new | 23514"],
                await database.LinesAsync("select key, follower, sqlstate from underpin.write_failure"));
        }
    }

    private static async Task LiveAsync(Stand stand, WritePath path)
    {
        var database = await GolfDatabase.AtAsync(stand);
        await using var golf = await GolfHost.StartAsync(database);
        await path.CreateAsync(golf, _first);
        await CheckAsync(_first);
        var name = _first.Name;
        foreach (var course in _life)
        {
            await path.ChangeAsync(golf, name, course);
            name = course.Name;
            await CheckAsync(course);
        }

        await path.DeleteAsync(golf, name);
        var (status, _) = await golf.SendAsync(HttpMethod.Get, Expected.Address(name));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, status);
        if (stand is not Stand.NotInstalled)
        {
            Assert.Equal([], await database.LinesAsync(
                "select * from golf_course_architects where golf_course_id not in (select id from golf_courses)"));
            Assert.Equal([], await database.LinesAsync("select key, message from underpin.write_failure"));
        }

        async Task CheckAsync(SeededCourse course)
        {
            Assert.Equal(Expected.OldShape(course), await golf.GetAsync(Expected.Address(course.Name)));
            if (stand is Stand.WritesBoth or Stand.ReadsNew or Stand.NewLeads)
            {
                Assert.Equal([], await database.DifferencesAsync());
            }
        }
    }
}

using System.Net;
using System.Text;
using Golf.Seeding;

namespace Underpin.Apps.Tests.GolfCourses;

/// <summary>A process that is stopped for longer than its lease, and wakes with requests waiting.</summary>
public sealed class FrozenInstanceTests
{
    private const string Decoy = "Donald Duck";
    private const string Late = "Late Architect";

    private static readonly TimeSpan _longerThanTheLease = TimeSpan.FromSeconds(11);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_instance_that_was_frozen_neither_reads_nor_writes_by_the_old_plan_when_it_wakes()
    {
        var database = await GolfDatabase.AtAsync(Stand.WritesBoth);
        await using var golf = await GolfProcess.StartAsync(database);
        var courses = GolfDatabase.Seed.Courses().Where(course => course.Architect1 is { Length: > 0 }).Take(60)
            .ToList();
        for (var i = 0; i < 20; i++)
        {
            // Warm, and with its connections open: what waits when it wakes is answered at once.
            await Task.WhenAll(courses.Select(course => ReadAsync(golf, course)));
        }

        await golf.FreezeAsync();
        var reads = courses.Select(course => ReadAsync(golf, course)).ToList();
        var writes = courses.Take(20).Select(course => WriteAsync(golf, course)).ToList();
        // By now everybody else takes this instance for dead: the old schema is no longer written, and goes stale.
        await Task.Delay(_longerThanTheLease, Token);
        await database.RunAsync(
            $"""
            insert into underpin.plan (change, version, stage, write_percent, read_percent, lead)
            values ('{GolfFolder.Change}', 2, 'old stopped', 100, 100, 'new');
            update golf_courses set architect_1 = '{Decoy}', architect_2 = '{Decoy}';
            """);
        await golf.ThawAsync();

        var answers = await Task.WhenAll(reads);
        Assert.All(answers, answer => Assert.DoesNotContain(Decoy, answer.Body, StringComparison.Ordinal));
        Assert.All(answers, answer => Assert.True(
            answer.Status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{answer}"));
        Assert.Contains(answers, answer => answer.Status == HttpStatusCode.OK);
        var written = (await Task.WhenAll(writes)).Count(answer => answer.Status == HttpStatusCode.OK);
        Assert.NotEqual(0, written);
        Assert.Equal(["0"], await database.LinesAsync(
            $"select count(*) from golf_courses where (architect_1, architect_2) is distinct from ('{Decoy}', "
                + $"'{Decoy}')"));
        Assert.Equal([$"{written}"], await database.LinesAsync(
            $"""
            select count(*)
            from golf_course_architects
            join architects on architects.id = architect_id
            where architects.name = '{Late}'
            """));
    }

    private static async Task<(HttpStatusCode Status, string Body)> ReadAsync(GolfProcess golf, SeededCourse course)
    {
        using var response = await golf.Client.GetAsync(
            new Uri(Expected.Address(course.Name), UriKind.Relative), Token);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }

    private static async Task<(HttpStatusCode Status, string Body)> WriteAsync(GolfProcess golf, SeededCourse course)
    {
        using var body = new StringContent(
            Expected.OldShape(course with { Architect1 = Late, Architect2 = null }), Encoding.UTF8, "application/json");
        using var response = await golf.Client.PutAsync(
            new Uri(Expected.Address(course.Name), UriKind.Relative), body, Token);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }
}

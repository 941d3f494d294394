using System.Net;
using System.Net.Http.Headers;
using Golf.Seeding;

namespace Underpin.Apps.Tests.GolfCourses;

/// <summary>What clients of the API see, wherever the change stands.</summary>
public sealed class ShapeTests
{
    [Fact]
    public async Task Manakiki_is_answered_to_the_letter()
    {
        await using var golf = await GolfHost.StartAsync(await GolfDatabase.AtAsync(Stand.NotInstalled));
        Assert.Equal(
            """{"Manakiki Golf Course":{"architect_1":"Donald Ross","architect_2":null}}""",
            await golf.GetAsync("/api/courses/Manakiki%20Golf%20Course"));
        Assert.Equal(
            """{"architects":[{"name":"Ben Crenshaw"},{"name":"Bill Coore"}]}""",
            await golf.GetAsync("/api/v2/courses/Sand%20Hills%20Golf%20Club"));
    }

    [Theory, EveryStand]
    public async Task The_old_shape_is_the_same_to_the_byte(Stand stand)
    {
        await using var golf = await GolfHost.StartAsync(await GolfDatabase.AtAsync(stand));
        foreach (var course in GolfDatabase.Seed.Courses().Take(60))
        {
            Assert.Equal(Expected.OldShape(course), await golf.GetAsync(Expected.Address(course.Name)));
        }

        var page = 0;
        foreach (var courses in GolfDatabase.Seed.Courses().Chunk(50))
        {
            Assert.Equal(Expected.OldShape(courses), await golf.GetAsync($"/api/courses?page={++page}"));
        }

        Assert.Equal("{}", await golf.GetAsync($"/api/courses?page={page + 1}"));
    }

    [Theory, EveryStand]
    public async Task The_new_shape_is_answered_by_media_type_and_by_path(Stand stand)
    {
        await using var golf = await GolfHost.StartAsync(await GolfDatabase.AtAsync(stand));
        foreach (var course in AwkwardCourses.All)
        {
            var expected = Expected.NewShape(course.Architect1, course.Architect2);
            Assert.Equal(expected, await golf.GetAsync(Expected.Address(course.Name, "/api/v2/courses")));

            using var request = new HttpRequestMessage(HttpMethod.Get, Expected.Address(course.Name));
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/vnd.golf.v2+json"));
            using var response = await golf.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal("application/vnd.golf.v2+json", response.Content.Headers.ContentType?.MediaType);
            Assert.Equal(expected, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData("/api/courses/No such course")]
    [InlineData("/api/courses/a%2Fb/c")]
    [InlineData("/api/v2/courses/%25")]
    public async Task A_course_that_is_not_there_is_a_problem_document(string path)
    {
        await using var golf = await GolfHost.StartAsync(await GolfDatabase.AtAsync(Stand.NotInstalled));
        using var response = await golf.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }
}

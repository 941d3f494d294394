using System.Net;
using System.Text.RegularExpressions;

namespace Underpin.Apps.Tests.GolfCourses;

/// <summary>Searching and paging, on either side.</summary>
public sealed partial class BrowseTests
{
    [Theory]
    [InlineData(Stand.NotInstalled)]
    [InlineData(Stand.ReadsNew)]
    public async Task The_pages_show_every_course_once_in_order_forwards_and_backwards(Stand stand)
    {
        await using var golf = await GolfHost.StartAsync(await GolfDatabase.AtAsync(stand));
        var forwards = new List<string>();
        string? last = null;
        for (string? path = "/"; path is not null;)
        {
            var page = await golf.GetAsync(path);
            forwards.AddRange(Courses(page));
            last = path;
            path = Link(page, "next");
        }

        Assert.Equal(300, forwards.Count);
        Assert.Equal(300, forwards.Distinct().Count());
        var names = forwards.Select(Uri.UnescapeDataString).Select(Lower).ToList();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);

        var backwards = new List<string>();
        for (var path = last; path is not null;)
        {
            var page = await golf.GetAsync(path);
            backwards.InsertRange(0, Courses(page));
            path = Link(page, "prev");
        }

        Assert.Equal(forwards, backwards);
    }

    [Fact]
    public async Task A_client_walks_through_all_courses_by_the_links_it_is_given()
    {
        await using var golf = await GolfHost.StartAsync(await GolfDatabase.AtAsync(Stand.ReadsNew));
        var walked = new List<string>();
        for (string? path = "/api/courses"; path is not null;)
        {
            using var answer = await golf.Client.GetAsync(path, TestContext.Current.CancellationToken);
            walked.Add(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            path = answer.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
        }

        Assert.Equal([.. GolfDatabase.Seed.Courses().Chunk(50).Select(page => Expected.OldShape(page)), "{}"], walked);
    }

    [Theory]
    [InlineData("mana", "Manakiki Golf Course")]
    [InlineData("50 %", "50 % Off / Twilight Course")]
    [InlineData("back\\", "Back\\slash Dunes")]
    [InlineData("BACK_", null)]
    [InlineData("%", null)]
    [InlineData("Ç", "Çeşme Köşkü Golf Kulübü")]
    public async Task A_search_finds_names_that_begin_so_and_takes_every_letter_as_it_is(
        string beginning, string? found)
    {
        await using var golf = await GolfHost.StartAsync(await GolfDatabase.AtAsync(Stand.NotInstalled));
        var page = await golf.GetAsync($"/?q={Uri.EscapeDataString(beginning)}");
        Assert.Equal(found is null ? [] : [Uri.EscapeDataString(found)], Courses(page));
    }

    [Theory]
    [InlineData(Stand.NotInstalled)]
    [InlineData(Stand.ReadsNew)]
    [InlineData(Stand.Dropped)]
    public async Task An_architect_is_shown_with_every_course(Stand stand)
    {
        await using var golf = await GolfHost.StartAsync(await GolfDatabase.AtAsync(stand));
        var courses = GolfDatabase.Seed.Courses().ToList();
        var architects = courses.SelectMany(course => new[] { course.Architect1, course.Architect2 })
            .Where(name => !string.IsNullOrWhiteSpace(name)).Distinct();
        foreach (var architect in architects.Take(60))
        {
            var expected = courses
                .Where(course => course.Architect1 == architect || course.Architect2 == architect)
                .Select(course => Uri.EscapeDataString(course.Name));
            var shown = new List<string>();
            for (string? path = Expected.Address(architect!, "/architects"); path is not null;)
            {
                var page = await golf.GetAsync(path);
                shown.AddRange(Courses(page));
                path = Link(page, "next");
            }

            Assert.Equal(expected, shown);
        }

        var (nobody, _) = await golf.SendAsync(HttpMethod.Get, "/architects/Nobody%20At%20All");
        Assert.Equal(HttpStatusCode.NotFound, nobody);
    }

    [Fact]
    public async Task Names_are_escaped_in_pages()
    {
        await using var golf = await GolfHost.StartAsync(await GolfDatabase.AtAsync(Stand.ReadsNew));
        var page = await golf.GetAsync(Expected.Address("Coore & Crenshaw <b>Links</b>", "/courses"));
        Assert.Contains("Coore &amp; Crenshaw &lt;b&gt;Links&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var golf = await GolfHost.StartAsync(await GolfDatabase.AtAsync(Stand.NotInstalled));
        using var form = new FormUrlEncodedContent([]);
        using var answer = await golf.Client.PostAsync(
            "/admin/delete/Manakiki%20Golf%20Course", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await golf.GetAsync("/api/courses/Manakiki%20Golf%20Course");
    }

    private static IEnumerable<string> Courses(string page) =>
        CourseLink().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups["name"].Value));

    private static string? Link(string page, string relation) =>
        Regex.Match(page, $"rel=\"{relation}\" href=\"(?<path>[^\"]*)\"",
            RegexOptions.NonBacktracking) is { Success: true } match
            ? WebUtility.HtmlDecode(match.Groups["path"].Value)
            : null;

    // As a database with locale C lowers: A to Z alone.
    private static string Lower(string name) =>
        string.Concat(name.Select(letter => char.IsAsciiLetterUpper(letter) ? (char)(letter | 0x20) : letter));

    [GeneratedRegex(
        "<th scope=\"row\"><a class=\"clamp\" href=\"/courses/(?<name>[^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex CourseLink();
}

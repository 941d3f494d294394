using System.Net;
using Microsoft.Playwright;
using Underpin.Apps.Tests.GolfCourses;

namespace Underpin.Apps.Tests.Browsing;

/// <summary>What people do on the pages, without a mouse, on either schema.</summary>
public sealed class JourneyTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(Stand.NotInstalled)]
    [InlineData(Stand.ReadsNew)]
    [InlineData(Stand.Dropped)]
    public async Task A_visitor_searches_and_follows_a_course_to_its_architect(Stand stand)
    {
        await using var golf = await GolfHost.StartAsync(await GolfDatabase.AtAsync(stand));
        await using var visitor = await browser.VisitAsync(golf.Address);
        await visitor.GoToAsync("/");

        await visitor.TypeAsync("The name begins with", "sand h");
        await visitor.EnterAsync();
        await visitor.FollowAsync("Sand Hills Golf Club");
        Assert.Equal("Sand Hills Golf Club", await visitor.HeadingAsync());
        Assert.Equal(["Ben Crenshaw", "Bill Coore"], await visitor.Page.Locator("ol.people li").AllInnerTextsAsync());

        await visitor.FollowAsync("Bill Coore");
        Assert.Equal("Bill Coore", await visitor.HeadingAsync());
        await visitor.FollowAsync("Sand Hills Golf Club");
        Assert.Equal("Sand Hills Golf Club", await visitor.HeadingAsync());
    }

    [Fact]
    public async Task A_visitor_turns_the_pages_and_back()
    {
        await using var golf = await GolfHost.StartAsync(await GolfDatabase.AtAsync(Stand.ReadsNew));
        await using var visitor = await browser.VisitAsync(golf.Address);
        await visitor.GoToAsync("/");
        var rows = visitor.Page.Locator("tbody th");
        var first = await rows.AllInnerTextsAsync();

        await visitor.FollowAsync("Next page →");
        Assert.Empty(first.Intersect(await rows.AllInnerTextsAsync()));
        await visitor.FollowAsync("← Previous page");
        Assert.Equal(first, await rows.AllInnerTextsAsync());
        Assert.Equal(0, await visitor.Page.GetByText("← Previous page").CountAsync());
    }

    [Fact]
    public async Task The_first_tab_skips_to_the_content()
    {
        await using var golf = await GolfHost.StartAsync(await GolfDatabase.AtAsync(Stand.NotInstalled));
        await using var visitor = await browser.VisitAsync(golf.Address);
        await visitor.GoToAsync("/");
        await visitor.Page.Keyboard.PressAsync("Tab");
        var skip = visitor.Page.GetByText("Skip to the content");
        Assert.True(await Visitor.IsFocusedAsync(skip));
        Assert.True((await skip.BoundingBoxAsync())!.Y >= 0);

        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.Page.Keyboard.PressAsync("Tab");
        Assert.True(await Visitor.IsFocusedAsync(visitor.Page.GetByLabel("The name begins with")));
    }

    [Theory]
    [InlineData(Stand.NotInstalled)]
    [InlineData(Stand.WritesBoth)]
    [InlineData(Stand.Dropped)]
    public async Task A_member_adds_a_course_and_is_told_what_is_wrong_with_it(Stand stand)
    {
        await using var golf = await GolfHost.StartAsync(await GolfDatabase.AtAsync(stand));
        await using var visitor = await browser.VisitAsync(golf.Address);
        await visitor.GoToAsync("/");
        await visitor.FollowAsync("Add a course");
        await visitor.TypeAsync("Holes", "many");
        await visitor.EnterAsync();

        var summary = visitor.Page.GetByRole(AriaRole.Alert);
        Assert.True(await Visitor.IsFocusedAsync(summary));
        Assert.StartsWith("Error: ", await visitor.Page.TitleAsync(), StringComparison.Ordinal);
        await visitor.JumpAsync("Give the course a name.");
        var name = visitor.Page.GetByLabel("Name", new() { Exact = true });
        Assert.Equal("true", await name.GetAttributeAsync("aria-invalid"));
        Assert.Contains("name-problem", await name.GetAttributeAsync("aria-describedby"), StringComparison.Ordinal);
        Assert.Equal("many", await visitor.Page.GetByLabel("Holes").InputValueAsync());

        await visitor.GoToAsync("/create");
        await visitor.TypeAsync("Name", "Été \"Links\" & <Söhne> / 100 %");
        await visitor.TypeAsync("Year opened", "1999");
        await visitor.TypeAsync("Architect 2", "Only the Second");
        await visitor.EnterAsync();

        Assert.Equal("The course was added.", await visitor.NoticeAsync());
        Assert.Equal("Été \"Links\" & <Söhne> / 100 %", await visitor.HeadingAsync());
        Assert.Equal(
            """{"Été \"Links\" & <Söhne> / 100 %":{"architect_1":null,"architect_2":"Only the Second"}}""",
            await golf.GetAsync(Expected.Address("Été \"Links\" & <Söhne> / 100 %")));

        await visitor.GoToAsync("/create");
        await visitor.TypeAsync("Name", "Manakiki Golf Course");
        await visitor.PushAsync("Save");
        Assert.Equal(1, await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Another course has this name." })
            .CountAsync());
    }

    [Fact]
    public async Task The_committee_adds_a_third_architect_once_it_can_be_kept()
    {
        await using var golf = await GolfHost.StartAsync(await GolfDatabase.AtAsync(Stand.NewLeads));
        await using var visitor = await browser.VisitAsync(golf.Address);
        await visitor.GoToAsync("/admin?q=mana");
        await visitor.FollowAsync("Edit Manakiki Golf Course");
        await visitor.TypeAsync("Architect 2", "Brian Huntley");
        await visitor.PushAsync("Add another architect");
        var third = visitor.Page.GetByLabel("Architect 3");
        Assert.True(await Visitor.IsFocusedAsync(third));
        await visitor.Page.Keyboard.InsertTextAsync("A Third");
        await visitor.PushAsync("Save");

        Assert.Equal("The course was saved.", await visitor.NoticeAsync());
        Assert.Equal(
            """{"architects":[{"name":"Donald Ross"},{"name":"Brian Huntley"},{"name":"A Third"}]}""",
            await golf.GetAsync("/api/v2/courses/Manakiki%20Golf%20Course"));
    }

    [Theory]
    [InlineData(Stand.NotInstalled)]
    [InlineData(Stand.NewLeads)]
    public async Task The_committee_renames_and_deletes_a_course(Stand stand)
    {
        await using var golf = await GolfHost.StartAsync(await GolfDatabase.AtAsync(stand));
        await using var visitor = await browser.VisitAsync(golf.Address);
        await visitor.GoToAsync("/admin?q=coore");
        await visitor.FollowAsync("Edit Coore & Crenshaw <b>Links</b>");
        Assert.Equal(
            stand == Stand.NewLeads ? 1 : 0, await visitor.Page.GetByText("Add another architect").CountAsync());
        await visitor.TypeAsync("Name", "Renamed/Links %2F");
        await visitor.TypeAsync("Architect 1", "");
        await visitor.EnterAsync();
        Assert.Equal(
            """{"Renamed/Links %2F":{"architect_1":null,"architect_2":"<script>alert(\"fore\")</script>"}}""",
            await golf.GetAsync("/api/courses/Renamed%2FLinks%20%252F"));

        await visitor.GoToAsync("/admin?q=renamed");
        await visitor.FollowAsync("Delete Renamed/Links %2F");
        Assert.Equal("Delete Renamed/Links %2F?", await visitor.HeadingAsync());
        await visitor.PushAsync("Delete");
        Assert.Equal("The course was deleted.", await visitor.NoticeAsync());
        var (status, _) = await golf.SendAsync(HttpMethod.Get, "/api/courses/Renamed%2FLinks%20%252F");
        Assert.Equal(HttpStatusCode.NotFound, status);
    }

    [Theory]
    [InlineData(Stand.NotInstalled)]
    [InlineData(Stand.NewLeads)]
    public async Task A_form_that_nobody_touched_keeps_every_byte(Stand stand)
    {
        await using var golf = await GolfHost.StartAsync(await GolfDatabase.AtAsync(stand));
        await using var visitor = await browser.VisitAsync(golf.Address);
        string[] names =
        [
            "Line\nBreak Course", "Both Empty Golf Club", "Empty and Alone Golf Club", "The Second Alone Golf Club",
            "Blanks Golf Club", "{\"architect_1\":\"injected\"}", " leading and trailing ",
            "Already%2FEncoded %41 Course",
        ];
        foreach (var name in names)
        {
            var before = await golf.GetAsync(Expected.Address(name));
            await visitor.GoToAsync(Expected.Address(name, "/admin/edit"));
            await visitor.PushAsync("Save");
            Assert.Equal("The course was saved.", await visitor.NoticeAsync());
            Assert.Equal(before, await golf.GetAsync(Expected.Address(name)));
        }
    }

    [Fact]
    public async Task A_visitor_who_gives_a_name_is_known_by_it()
    {
        await using var golf = await GolfHost.StartAsync(await GolfDatabase.AtAsync(Stand.WritesOld));
        await using var visitor = await browser.VisitAsync(golf.Address);
        await visitor.GoToAsync("/");
        await visitor.FollowAsync("Who are you?");
        await visitor.TypeAsync("Your name", "Zoë");
        await visitor.EnterAsync();
        Assert.Equal(1, await visitor.Page.GetByText("You are Zoë").CountAsync());
    }
}

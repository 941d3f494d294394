using Golf.Seeding;
using Microsoft.Playwright;
using Underpin.Apps.Tests.GolfCourses;

namespace Underpin.Apps.Tests.Browsing;

/// <summary>What holds for every page.</summary>
public sealed class PageTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly string[] _pages =
    [
        "/", "/?q=sand", "/?q=nothing%20begins%20so", "/courses/Sand%20Hills%20Golf%20Club", "/create", "/admin",
        "/admin/create", "/admin/edit/Sand%20Hills%20Golf%20Club", "/admin/delete/Sand%20Hills%20Golf%20Club", "/who",
        "/architects/Donald%20Ross", "/courses/nope", .. AwkwardCourses.All.TakeLast(2)
            .Select(course => $"/courses/{Uri.EscapeDataString(course.Name)}"),
    ];

    [Theory]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1_100, ColorScheme.Light)]
    public async Task Every_page_fits_names_its_fields_and_asks_nobody_else(int width, ColorScheme colors)
    {
        await using var golf = await GolfHost.StartAsync(await GolfDatabase.AtAsync(Stand.NewLeads));
        await using var visitor = await browser.VisitAsync(golf.Address, width, colors);
        var asked = new List<string>();
        var complaints = new List<string>();
        visitor.Page.Request += (_, request) => asked.Add(request.Url);
        visitor.Page.Console += (_, message) => complaints.Add(message.Text);
        foreach (var path in _pages)
        {
            await visitor.GoToAsync(path);
            var page = visitor.Page;
            Assert.Equal(1, await page.Locator("h1").CountAsync());
            Assert.Equal(1, await page.Locator("main").CountAsync());
            Assert.NotEqual("", await page.TitleAsync());
            Assert.Equal(0, await page.EvaluateAsync<int>(
                "[...document.querySelectorAll('input:not([type=hidden])')].filter(field => "
                    + "!field.labels.length).length"));
            Assert.Equal(0, await page.EvaluateAsync<int>(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"));
            Assert.Equal(0, await page.EvaluateAsync<int>(
                "document.querySelectorAll('script, [style], [onclick]').length"));
            Assert.Empty(await page.EvaluateAsync<string[]>(FaintText));
            await ShootAsync(page, $"{width}{path}");
        }

        Assert.All(asked, url => Assert.True(
            url.StartsWith(golf.Address, StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal),
            url));
        Assert.DoesNotContain(complaints, text => text.Contains("Content Security", StringComparison.Ordinal));
    }

    /// <summary>Text whose contrast with what is behind it is under 4.5 to 1 (WCAG 2.2, 1.4.3).</summary>
    private const string FaintText =
        """
        (() => {
            const rgb = text => text.match(/[\d.]+/g).map(Number);
            const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
                .map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
                .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
            const behind = element => {
                for (let e = element; e; e = e.parentElement) {
                    const color = rgb(getComputedStyle(e).backgroundColor);
                    if (color.length === 3 || color[3] > 0) return color;
                }
                return [255, 255, 255];
            };
            return [...document.querySelectorAll('body *')]
                .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
                .filter(e => {
                    const a = light(rgb(getComputedStyle(e).color)), b = light(behind(e));
                    return (Math.max(a, b) + .05) / (Math.min(a, b) + .05) < 4.5;
                })
                .map(e => e.outerHTML.slice(0, 120));
        })()
        """;

    /// <summary>For whoever wants to look: set UNDERPIN_SCREENSHOTS to a folder.</summary>
    private static async Task ShootAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("UNDERPIN_SCREENSHOTS") is { Length: > 0 } folder)
        {
            var file = string.Concat(name.Take(60).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{file}.png") });
        }
    }
}

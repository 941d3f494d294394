using System.Text.RegularExpressions;
using Underpin.Design.ScoreCard.Page;

namespace Underpin.Tests.Design.ScoreCard;

public sealed class ScoreCardPageTests
{
    [Fact]
    public async Task The_page_is_whole_asks_nobody_for_anything_and_runs_nothing()
    {
        var page = ScoreCardPage.Write(await ComparisonTests.CompareAsync());
        Assert.StartsWith("<!doctype html>", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script|<link|<img|<iframe|@import|url\\(|\\son\\w+=| src=", page);
        Assert.All(
            Regex.Matches(page, "href=\"(?<to>[^\"]*)\""),
            link =>
                Assert.Contains($"id=\"{link.Groups["to"].Value.TrimStart('#')}\"", page, StringComparison.Ordinal));
        // The name space of SVG is no address that anybody fetches.
        Assert.DoesNotMatch("https?://(?!www\\.w3\\.org/2000/svg\")", page);
    }

    [Fact]
    public async Task Matrix_diagrams_scenarios_and_failures_are_on_it_and_escaped()
    {
        var page = ScoreCardPage.Write(await ComparisonTests.CompareAsync());
        Assert.Equal(2, Regex.Count(page, "<svg [^>]*class=\"erd\""));
        Assert.Single(Regex.Matches(page, "<svg class=\"time\""));
        Assert.Contains("Two move &lt;at&gt; &quot;once&quot; &amp; stay", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<at>", page, StringComparison.Ordinal);
        Assert.Contains("✕ versions", page, StringComparison.Ordinal);
        Assert.Contains("Accepted, and had to be refused: A person is at one school at a time (R1).", page,
            StringComparison.Ordinal);
        Assert.Contains("R3: The head agrees (nobody asks the head)", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_element_that_opens_is_closed()
    {
        var open = new Stack<string>();
        foreach (Match tag in Regex.Matches(
            ScoreCardPage.Write(await ComparisonTests.CompareAsync()), "<(?<end>/?)(?<name>[a-z][a-z0-9]*)[^>]*>"))
        {
            var name = tag.Groups["name"].Value;
            if (tag.Groups["end"].Length > 0)
            {
                Assert.Equal(name, open.Pop());
            }
            else if (name is not ("meta" or "br" or "hr" or "col"))
            {
                open.Push(name);
            }
        }

        Assert.Empty(open);
    }
}

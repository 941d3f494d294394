using Underpin.Tests.Shape;

namespace Underpin.Tests.Cli;

public sealed class JsonPageTests
{
    [Fact]
    public async Task The_page_of_JSON_says_what_the_tool_prints()
    {
        var page = Path.Combine(Repository.Root, "docs", "json.md");
        var rendered = JsonPage.Render();
        var kept = File.Exists(page) ? await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken) : "";
        if (rendered != kept)
        {
            await File.WriteAllTextAsync(page, rendered, TestContext.Current.CancellationToken);
        }

        Assert.True(rendered == kept, "docs/json.md was out of date and is rendered anew: read it, and commit it.");
    }
}

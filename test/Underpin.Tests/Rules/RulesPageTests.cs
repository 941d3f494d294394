using Underpin.Rules;
using Underpin.Tests.Shape;

namespace Underpin.Tests.Rules;

public sealed class RulesPageTests
{
    [Fact]
    public async Task The_page_of_rules_says_what_the_rules_say()
    {
        var page = Path.Combine(Repository.Root, "docs", "rules.md");
        var rendered = RulesPage.Render();
        var kept = File.Exists(page) ? await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken) : "";
        if (rendered != kept)
        {
            await File.WriteAllTextAsync(page, rendered, TestContext.Current.CancellationToken);
        }

        Assert.True(rendered == kept, "docs/rules.md was out of date and is rendered anew: read it, and commit it.");
    }
}

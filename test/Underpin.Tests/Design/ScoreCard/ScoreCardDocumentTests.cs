using Underpin.Design.ScoreCard.Plainness;
using Underpin.Tests.Shape;

namespace Underpin.Tests.Design.ScoreCard;

public sealed class ScoreCardDocumentTests
{
    [Fact]
    public async Task The_page_of_documentation_explains_every_row()
    {
        var text = Repository.Text("docs/score-card.md");
        var card = await ComparisonTests.CompareAsync();
        var titles = card.Rows.Select(row => row.Title).Where(title => !Need.All.Any(need => title == $"need {need}"));
        Assert.Equal([], titles.Where(title => !text.Contains(title.Replace(", at most", "", StringComparison.Ordinal)
            .Replace("by one fact", "per fact", StringComparison.Ordinal), StringComparison.Ordinal)));
    }
}

using System.Text;
using Underpin.Design.Check;
using Underpin.Design.Folder;
using Underpin.Design.ScoreCard;
using Underpin.Design.ScoreCard.Measured;
using Underpin.Design.Testing;
using Underpin.Postgres;
using Underpin.Tests.Shape;

namespace Underpin.Tests.Design.ScoreCard;

/// <summary>The score card that docs/designing-the-database-first.md shows.</summary>
public sealed class DesigningPageTests
{
    private const string Begin = "<!-- score card: rendered by a test -->\n";
    private const string End = "<!-- end of score card -->";

    private static readonly string[] _candidates =
        ["induction-records", "flat", "hierarchical", "tenureships", "ect-and-mentor-periods", "separate-periods"];

    private static readonly (string Key, string Title)[] _rows =
    [
        ("scenarios.right", "histories right"),
        ("scenarios.wrong", "… wrong"),
        ("scenarios.inexpressible", "… inexpressible"),
        ("illegal.scenarios", "illegal facts accepted"),
        ("rules.constraint", "rules held by constraints"),
        ("rules.trigger", "… by triggers"),
        ("rules.nobody", "… by nobody"),
        ("touch.rows.mean", "rows written by a fact"),
        ("touch.tables.mean", "… in so many tables"),
        ("repetition", "copies per 100 stated values"),
        ("emptiness.nulls", "cells that are null"),
        ("plainness.plain", "questions that an ORM could say"),
        ("time.valid", "what was so on a past day"),
        ("time.system", "what was known on a past day"),
    ];

    [Fact]
    public async Task The_page_shows_the_score_card_as_it_is()
    {
        var page = Path.Combine(Repository.Root, "docs", "designing-the-database-first.md");
        var kept = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        var from = kept.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = kept.IndexOf(End, StringComparison.Ordinal);
        Assert.True(
            from >= Begin.Length && to > from, "the page has lost the marks between which the score card stands");

        var rendered = kept[..from] + Render(await CompareAsync()) + kept[to..];
        if (rendered != kept)
        {
            await File.WriteAllTextAsync(page, rendered, TestContext.Current.CancellationToken);
        }

        Assert.True(
            rendered == kept,
            $"{page} was out of date and is rendered anew: read it, mend the words around it, and commit it.");
    }

    private static async Task<Scores> CompareAsync()
    {
        var model = ModelFolderReader.Read(Path.Combine(Repository.Root, "apps", "EarlyCareers", "database", "model"));
        await using var home = new Database(await TestServer.NewDatabaseAsync(), "test");
        await using var databases = new CandidateDatabases(home);
        var whole = await new DesignCheck(home, databases).RunAsync(model, TestContext.Current.CancellationToken);
        Assert.Empty(whole.Problems);
        return await new Comparison(databases, TimeProvider.System)
            .RunAsync(whole, Measurements.None, null, TestContext.Current.CancellationToken);
    }

    private static string Render(Scores card)
    {
        var table = new StringBuilder()
            .Append("| | ").AppendJoin(" | ", _candidates).Append(" |\n")
            .Append("|---|").Append(string.Concat(_candidates.Select(_ => "---:|"))).Append('\n');
        foreach (var (key, title) in _rows)
        {
            var cells = card.Rows.Single(row => row.Key == key).Cells;
            var texts = _candidates.Select(name => cells[card.Candidates.Index()
                .Single(candidate => candidate.Item.Candidate.Name == name).Index].Text.Replace(
                    "can: ", "", StringComparison.Ordinal));
            table.Append("| ").Append(title).Append(" | ").AppendJoin(" | ", texts).Append(" |\n");
        }

        return table.ToString();
    }
}

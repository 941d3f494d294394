using Underpin.Design.Drawing.Formats;
using Underpin.Design.Folder;
using Underpin.Design.Testing;

namespace Underpin.Design.ScoreCard.Page;

/// <summary>Each scenario: what it makes of each candidate, its picture, and why a candidate fails it.</summary>
internal static class ScenarioGallery
{
    public static void Write(Markup page, Scores card)
    {
        page.Element("h2", "Scenarios", ("id", "scenarios"));
        page.Open("p", ("class", "soft key"));
        page.Open("span")
            .Element("i", ("class", "bar"))
            .Text(" lasts")
            .Close()
            .Text(" ")
            .Element("span", "┃ happens on a day")
            .Text(" ");
        page.Open("span").Element("i", "✕", ("class", "cross")).Text(" must be refused").Close().Text(" ");
        page.Open("span").Element("i", "◆", ("class", "ask")).Text(" asked of that day → expected answer").Close();
        page.Close().Line();
        var cells = card.Tested.Cells.ToLookup(cell => cell.Scenario);
        foreach (var scenario in card.Tested.Scenarios)
        {
            Scenario(page, scenario, card.Model.Vocabulary, [.. cells[scenario]]);
        }

        if (card.Model.Beyond.Count > 0)
        {
            page.Element("h3", "What needs more than a schema").Open("ul");
            foreach (var beyond in card.Model.Beyond)
            {
                page.Element("li", $"{beyond.Text}: {beyond.Because}");
            }

            page.Close().Line();
        }
    }

    private static void Scenario(Markup page, Scenario scenario, Vocabulary vocabulary, IReadOnlyList<Cell> cells)
    {
        page.Open("details", ("class", "scenario")).Open("summary").Element("b", scenario.Title);
        foreach (var cell in cells)
        {
            var (name, sign) = cell.Outcome switch
            {
                Outcome.Right => ("right", "✓"),
                Outcome.Wrong => ("wrong", "✕"),
                _ => ("inexpressible", "–"),
            };
            page.Element(
                "span", $"{sign} {cell.Candidate}", ("class", $"mark {name}"), ("title", $"{cell.Candidate}: {name}"));
        }

        page.Close().Line();
        if (scenario.About is { } about)
        {
            page.Element("p", about);
        }

        ScenarioPicture.Write(page, scenario, vocabulary);
        foreach (var cell in cells.Where(cell => cell.Outcome != Outcome.Right))
        {
            page.Element("h4", $"{cell.Candidate}: {(cell.Outcome == Outcome.Wrong ? "wrong" : "inexpressible")}");
            page.Element("pre", string.Join('\n', cell.Lines)).Line();
        }

        page.Close().Line();
    }
}

using Underpin.Design.Drawing.Formats;
using Underpin.Design.Drawing.Layout;

namespace Underpin.Design.ScoreCard.Page;

/// <summary>
/// The score card as one page that needs nothing but itself: no script, no request, light and dark, phone and paper.
/// </summary>
internal static class ScoreCardPage
{
    private static readonly Stylesheet _style = Stylesheet.Beside(typeof(ScoreCardPage), "page.css");

    public static string Write(Scores card)
    {
        var page = new Markup();
        page.DocumentType().Open("html", ("lang", "en")).Open("head").Open("meta", ("charset", "utf-8"));
        page.Open("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"))
            .Element("title", "Score card")
            .Line();
        page.Style(_style).Style(SvgDiagram.Stylesheet).Close().Open("body").Line();
        Head(page, card);
        ScoreMatrix.Write(page, card);
        RuleMatrix.Write(page, card);
        DistanceMatrix.Write(page, card);
        Diagrams(page, card);
        if (card.Measured.Volume is { } volume)
        {
            SlowQuestions.Write(page, volume);
        }

        ScenarioGallery.Write(page, card);
        return page.Close().Close().Line().ToString();
    }

    private static void Head(Markup page, Scores card)
    {
        page.Element("h1", "Score card");
        page.Element(
            "p", $"{card.Candidates.Count} candidate schemas, {card.Tested.Scenarios.Count:N0} scenarios, "
            + $"{card.Model.Vocabulary.Facts.Count} facts, {card.Model.Vocabulary.Questions.Count} "
            + "questions.", ("class", "soft"));
        page.Open("nav");
        foreach (var (id, title) in new[]
        {
            ("matrix", "Measures"), ("rules", "Rules"), ("distance", "Distance"), ("diagrams", "Diagrams"),
            ("scenarios", "Scenarios"),
        })
        {
            page.Element("a", title, ("href", $"#{id}")).Text(" ");
        }

        page.Close().Line();
    }

    private static void Diagrams(Markup page, Scores card)
    {
        page.Element("h2", "Diagrams", ("id", "diagrams"));
        foreach (var candidate in card.Candidates)
        {
            page.Element("h3", candidate.Candidate.Name);
            page.Open("div", ("class", "figure"));
            SvgDiagram.Write(page, DiagramLayout.Of(candidate.Catalogue), candidate.Candidate.Name);
            page.Close().Line();
        }
    }
}

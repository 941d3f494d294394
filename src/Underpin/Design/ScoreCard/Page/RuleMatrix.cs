using Underpin.Design.Drawing.Formats;
using Underpin.Design.ScoreCard.Rows;

namespace Underpin.Design.ScoreCard.Page;

/// <summary>Who holds each rule in each candidate.</summary>
internal static class RuleMatrix
{
    public static void Write(Markup page, Scores card)
    {
        page.Element("h2", "Rules", ("id", "rules"));
        page.Element(
            "p", "Who refused what each rule forbids, in the scenarios: a constraint or unique index, a trigger, or "
                + "nobody.", ("class", "soft"));
        page.Open("div", ("class", "scroll")).Open("table", ("class", "held"));
        ScoreMatrix.Heads(page, card);
        page.Open("tbody");
        foreach (var rule in card.Rules)
        {
            page.Open("tr").Open("th", ("scope", "row")).Text(rule.Rule.Name).Element("small", rule.Rule.Says).Close();
            foreach (var cell in rule.Cells)
            {
                page.Open("td", ("class", cell.Holder.ToString().ToLowerInvariant()));
                ScoreMatrix.Opening(page, Say(cell.Holder), cell.Why);
                page.Close();
            }

            page.Close().Line();
        }

        page.Close().Close().Close();
        var beyond = card.Model.Vocabulary.Rules.Values.Where(rule => rule.Beyond is not null).ToList();
        if (beyond.Count > 0)
        {
            page.Element("h3", "What no schema can hold");
            page.Open("ul");
            foreach (var rule in beyond)
            {
                page.Element("li", $"{rule.Name}: {rule.Says} ({rule.Because})");
            }

            page.Close();
        }
    }

    private static string Say(RuleHolder holder) => holder switch
    {
        RuleHolder.Constraint => "● constraint",
        RuleHolder.Trigger => "◐ trigger",
        RuleHolder.Nobody => "✕ nobody",
        RuleHolder.Inexpressible => "inexpressible",
        _ => "not tried",
    };
}

using Underpin.Design.Drawing.Formats;

namespace Underpin.Design.ScoreCard.Page;

/// <summary>What a change from each candidate to each other would have to do.</summary>
internal static class DistanceMatrix
{
    public static void Write(Markup page, Scores card)
    {
        page.Element("h2", "Distance", ("id", "distance"));
        page.Element(
            "p", "Tables and columns that a change from the candidate on the left to the one above would add, take "
                + "away or alter, by their names in the catalogues; it opens to which, and to what is split and what "
                + "has to be worked out.", ("class", "soft"));
        page.Open("div", ("class", "scroll")).Open("table");
        ScoreMatrix.Heads(page, card);
        page.Open("tbody");
        foreach (var from in card.Candidates.Select(candidate => candidate.Candidate.Name))
        {
            page.Open("tr").Element("th", $"from {from}", ("scope", "row"));
            foreach (var to in card.Candidates.Select(candidate => candidate.Candidate.Name))
            {
                page.Open("td");
                var distance = card.Distances.FirstOrDefault(one => one.From == from && one.To == to);
                ScoreMatrix.Opening(
                    page, distance is null ? "—" : $"{distance.Steps}", distance is null ? [] : [.. distance.Lines]);
                page.Close();
            }

            page.Close().Line();
        }

        page.Close().Close().Close().Line();
    }
}

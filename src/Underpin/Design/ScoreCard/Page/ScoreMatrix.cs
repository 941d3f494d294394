using Underpin.Design.Drawing.Formats;
using Underpin.Design.ScoreCard.Rows;

namespace Underpin.Design.ScoreCard.Page;

/// <summary>The measures: candidates across; a cell opens to what stands behind it.</summary>
internal static class ScoreMatrix
{
    public static void Write(Markup page, Scores card)
    {
        page.Element("h2", "Measures", ("id", "matrix"));
        page.Element(
            "p", "Green does best where candidates differ; red fails what every candidate should pass. Open a cell to "
                + "see why.", ("class", "soft"));
        page.Open("div", ("class", "scroll")).Open("table");
        Heads(page, card);
        foreach (var group in card.Rows.GroupBy(row => row.Group))
        {
            page.Open("tbody").Open("tr").Element("th", group.Key, ("class", "group"), ("scope", "rowgroup"));
            page.Element("td", ("colspan", card.Candidates.Count)).Close().Line();
            var measured = "";
            foreach (var row in group)
            {
                page.Open("tr").Open("th", ("scope", "row")).Text(row.Title);
                if (row.Measured != measured)
                {
                    page.Element("small", measured = row.Measured);
                }

                page.Close();
                foreach (var cell in row.Cells)
                {
                    Cell(page, cell);
                }

                page.Close().Line();
            }

            page.Close();
        }

        page.Close().Close().Line();
    }

    public static void Heads(Markup page, Scores card)
    {
        page.Open("thead").Open("tr").Element("th", ("scope", "col"));
        foreach (var candidate in card.Candidates)
        {
            page.Element("th", candidate.Candidate.Name, ("scope", "col"));
        }

        page.Close().Close().Line();
    }

    /// <summary>A text that opens to lines; those that are indented belong to the one before.</summary>
    public static void Opening(Markup page, string text, IReadOnlyList<string> why)
    {
        if (why.Count == 0)
        {
            page.Text(text);
            return;
        }

        page.Open("details").Element("summary", text).Open("ul", ("class", "why"));
        foreach (var line in why)
        {
            page.Element(
                "li", line.StartsWith("    ", StringComparison.Ordinal) ? line[4..] : line,
                ("class", line.StartsWith(' ') ? "sub" : null));
        }

        page.Close().Close();
    }

    private static void Cell(Markup page, ScoreCell cell)
    {
        page.Open("td", ("class", cell.Grade switch { Grade.Best => "best", Grade.Fails => "fails", _ => null }));
        Opening(page, cell.Text, cell.Why);
        page.Close();
    }
}

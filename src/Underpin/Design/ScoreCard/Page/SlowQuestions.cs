using Underpin.Design.Drawing.Formats;
using Underpin.Design.ScoreCard.Measured;

namespace Underpin.Design.ScoreCard.Page;

/// <summary>The plans of the slow questions: those that grow with the tables, and the slowest of the others.</summary>
internal static class SlowQuestions
{
    private const int Slowest = 3;

    public static void Write(Markup page, Volume volume)
    {
        page.Element("h2", "Slow questions", ("id", "slow"));
        page.Element(
            "p", $"After {volume.Histories:N0} random histories: the plan of the asking that touched most.",
            ("class", "soft"));
        foreach (var candidate in volume.Candidates)
        {
            page.Element("h3", candidate.Candidate);
            foreach (var question in candidate.Slowest
                .Where((question, place) => place < Slowest || question.GrowsWithTable))
            {
                page.Open("details", ("class", "scenario")).Open("summary").Element("b", question.Say());
                if (question.GrowsWithTable)
                {
                    page.Element("span", "grows with the tables", ("class", "mark wrong"));
                }

                page.Close().Element("pre", question.Last.Plan).Close().Line();
            }
        }
    }
}

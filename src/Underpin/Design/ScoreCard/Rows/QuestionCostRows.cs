using Underpin.Design.ScoreCard.Measured;

namespace Underpin.Design.ScoreCard.Rows;

/// <summary>What each question costs in each candidate at volume, and how many times the fastest that is.</summary>
internal static class QuestionCostRows
{
    public static IEnumerable<ScoreRow> Of(IReadOnlyList<CandidateMeasure> candidates, Volume volume)
    {
        var group = $"Cost of a question: p50 after {volume.Histories:N0} histories, "
            + "and how many times the fastest candidate's";
        return volume.Candidates.SelectMany(one => one.Questions).Where(IsAsked).Select(one => one.Question).Distinct()
            .Select(question => ScoreRow.Of(
                group, $"volume.cost.{question}", question, "", Better.Less, Cells(candidates, volume, question)));
    }

    private static IEnumerable<ScoreCell> Cells(
        IReadOnlyList<CandidateMeasure> candidates, Volume volume, string question)
    {
        var costs = candidates
            .Select(candidate => volume.Of(candidate.Candidate.Name)?.Questions
                .FirstOrDefault(one => one.Question == question))
            .Select(cost => cost is not null && IsAsked(cost) ? cost : null).ToList();
        var fastest = costs.OfType<QuestionVolume>().Min(cost => cost.Last.P50);
        return costs.Select(cost => cost is null
            ? new ScoreCell("not asked", null, [])
            : new($"{cost.Last.P50:0.00} ms{Times(cost.Last.P50 / fastest)}", cost.Last.P50, [cost.Say()]));
    }

    private static bool IsAsked(QuestionVolume question) => question.Sizes.Count > 0;

    private static string Times(double ratio) => ratio < 1.05 || !double.IsFinite(ratio) ? "" : $" × {ratio:0.0}";
}

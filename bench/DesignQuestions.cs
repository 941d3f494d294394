using Underpin.Design.Load;

namespace Underpin.Bench;

/// <summary>
/// What each question costs on separate-periods at 100,000 and at 1,000,000 facts, and on induction-records at the most
/// of these. <c>--facts N</c>, after <c>--json FILE</c>, for a shorter run: at a tenth of N and at N.
/// </summary>
internal sealed class DesignQuestions : Measurement
{
    // On average, so that about as many facts as asked for are recorded.
    private const int FactsInAHistory = 24;

    // About all mentors of a provider: an answer that grows with the world.
    private static readonly string[] _ofTheWorld = ["unfunded_mentors"];

    public override string Name => "design-questions";

    public override async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var bench = await DesignBench.StartAsync(cancellationToken);
        var histories = DesignBench.Number("--facts", 1_000_000) / FactsInAHistory;
        var report = await bench.LoadAsync(["separate-periods", "induction-records"], histories, cancellationToken);
        var ours = report.Candidates.Single(load => load.Candidate == "separate-periods");
        var theirs = report.Candidates.Single(load => load.Candidate == "induction-records");
        var figures = new List<Figure>
        {
            new("separate-periods, facts", ours.Facts, Goal: null),
            new("separate-periods, facts a second", ours.FactsPerSecond, Goal: null),
            new("induction-records, facts", theirs.Facts, Goal: null),
            new("induction-records, facts a second", theirs.FactsPerSecond, Goal: null),
        };
        foreach (var cost in ours.Questions.Where(cost => cost.Sizes.Count == 3))
        {
            var other = theirs.Questions.Single(one => one.Question == cost.Question);
            figures.AddRange(Figures(cost, other));
        }

        return figures;
    }

    private static IEnumerable<Figure> Figures(QuestionCost cost, QuestionCost other)
    {
        var (before, after) = (cost.Sizes[^2], cost.Sizes[^1]);
        // Few blocks more of few are no growth: an answer of one more row needs some.
        var answers = Math.Max(1, cost.AnswerGrowth);
        double? goal = _ofTheWorld.Contains(cost.Question) ? null : QuestionCost.Tolerated;
        yield return new($"{cost.Question}, blocks, growth", cost.Growth / answers, goal);
        yield return new($"{cost.Question}, p50, growth", after.P50 / before.P50 / answers, goal);
        yield return new($"{cost.Question}, p50", after.P50, Goal: null, "ms");
        if (other.Sizes.Count == cost.Sizes.Count)
        {
            yield return new($"{cost.Question}, induction-records / ours, blocks",
                other.Sizes[^1].Buffers / after.Buffers, Goal: null);
            yield return new(
                $"{cost.Question}, induction-records / ours, p50", other.Sizes[^1].P50 / after.P50, Goal: null);
        }
    }
}

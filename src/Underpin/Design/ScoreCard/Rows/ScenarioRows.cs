using Underpin.Design.ScoreCard.Measured;
using Underpin.Design.Testing;

namespace Underpin.Design.ScoreCard.Rows;

/// <summary>Scenarios right, wrong and inexpressible, and what is illegal and was accepted.</summary>
internal static class ScenarioRows
{
    public static IEnumerable<ScoreRow> Of(
        IReadOnlyList<CandidateMeasure> candidates, IReadOnlyList<IllegalHistory>? illegal)
    {
        const string Group = "Scenarios";
        yield return ScoreRow.Of(
            Group, "scenarios.right", "right",
            "The candidate took what is given, refused what it should, and answered as expected.",
            Better.More, candidates.Select(one => Count(one, Outcome.Right, why: false)));
        yield return ScoreRow.Of(
            Group, "scenarios.wrong", "wrong", "It did something else than the scenario says.",
            Better.Zero, candidates.Select(one => Count(one, Outcome.Wrong, why: true)));
        yield return ScoreRow.Of(
            Group, "scenarios.inexpressible", "inexpressible",
            "It says itself that its tables cannot hold a part of the scenario.",
            Better.Zero, candidates.Select(one => Count(one, Outcome.Inexpressible, why: true)));
        yield return ScoreRow.Of(
            "Illegal histories accepted", "illegal.scenarios", "of the scenarios' refusals",
            "What a scenario says must be refused, and no constraint or trigger refused.", Better.Zero,
            candidates.Select(Accepted));
        if (illegal is not null)
        {
            yield return ScoreRow.Of(
                "Illegal histories accepted", "illegal.search", "found by searching",
                "Smallest histories that the rules forbid and the candidate took, by `underpin design search`.",
                Better.Zero,
                candidates.Select(one => Found(illegal, one)));
        }
    }

    private static ScoreCell Count(CandidateMeasure candidate, Outcome outcome, bool why)
    {
        var cells = candidate.Cells.Where(cell => cell.Outcome == outcome).ToList();
        return new(
            $"{cells.Count}", cells.Count,
            why
                ? [.. cells.SelectMany(cell => cell.Lines.Select(line => $"    {line}").Prepend(cell.Scenario.Title))]
                : []);
    }

    private static ScoreCell Accepted(CandidateMeasure candidate)
    {
        var refusals = candidate.Cells.Sum(cell => cell.Scenario.Refuses.Count);
        var taken = candidate.Cells.SelectMany(cell => cell.Misses.OfType<Accepted>()
            .Select(miss => $"{cell.Scenario.Title}: {miss.Step}"
                + (miss.Rule is { } rule ? $" ({rule.Name}: {rule.Says})" : "")))
            .ToList();
        return new($"{taken.Count} of {refusals}", taken.Count, taken);
    }

    private static ScoreCell Found(IReadOnlyList<IllegalHistory> illegal, CandidateMeasure candidate)
    {
        var mine = illegal.Where(one => one.Candidate == candidate.Candidate.Name).ToList();
        return new($"{mine.Count}", mine.Count,
        [
            .. mine.SelectMany(one => one.Facts.Select(line => $"    {line}")
                .Prepend(one.TwoAtOnce ? $"{one.Rule}, the last two at once:" : $"{one.Rule}:")),
        ]);
    }
}

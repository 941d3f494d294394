using Underpin.Design.ScoreCard;
using Underpin.Design.ScoreCard.Distances;
using Underpin.Design.ScoreCard.Page;

namespace Underpin.Design;

/// <summary>The score card: the candidates compared over all scenarios and measures.</summary>
public sealed record ModelScores
{
    private readonly Scores _scores;

    internal ModelScores(Scores scores) => _scores = scores;

    /// <summary>Their names, in the folder's order.</summary>
    public IReadOnlyList<string> Candidates =>
        [.. _scores.Candidates.Select(candidate => candidate.Candidate.Name)];

    /// <summary>How many scenarios were run.</summary>
    public int Scenarios => _scores.Tested.Scenarios.Count;

    /// <summary>The measures, group by group.</summary>
    public IReadOnlyList<ScoredRow> Rows => [.. _scores.Rows.Select(row => ScoredRow.Of(row, Candidates))];

    /// <summary>The rules of the vocabulary, and who holds them.</summary>
    public IReadOnlyList<ScoredRule> Rules => [.. _scores.Rules.Select(row => ScoredRule.Of(row, Candidates))];

    /// <summary>What a change from each candidate to each other one would have to do.</summary>
    public IReadOnlyList<Distance> Distances => _scores.Distances;

    /// <summary>How long it took.</summary>
    public double Seconds => _scores.Took.TotalSeconds;

    /// <summary>All of it as one self-contained HTML page, with diagrams and the scenarios in pictures.</summary>
    public string Page() => ScoreCardPage.Write(_scores);
}

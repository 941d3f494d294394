using Underpin.Design.Folder;
using Underpin.Design.ScoreCard.Distances;
using Underpin.Design.ScoreCard.Measured;
using Underpin.Design.ScoreCard.Rows;
using Underpin.Design.Testing;

namespace Underpin.Design.ScoreCard;

/// <summary>The comparison of the candidates over all scenarios and measures.</summary>
internal sealed record Scores
{
    public required ModelFolder Model { get; init; }

    public required TestedModel Tested { get; init; }

    public required IReadOnlyList<CandidateMeasure> Candidates { get; init; }

    public required IReadOnlyList<ScoreRow> Rows { get; init; }

    public required IReadOnlyList<RuleRow> Rules { get; init; }

    /// <summary>From each candidate to each other one.</summary>
    public required IReadOnlyList<Distance> Distances { get; init; }

    public required Measurements Measured { get; init; }

    public required TimeSpan Took { get; init; }
}

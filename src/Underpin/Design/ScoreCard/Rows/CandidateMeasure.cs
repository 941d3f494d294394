using Underpin.Design.Drawing.Catalogue;
using Underpin.Design.Folder;
using Underpin.Design.ScoreCard.Histories;
using Underpin.Design.ScoreCard.Plainness;
using Underpin.Design.Testing;

namespace Underpin.Design.ScoreCard.Rows;

/// <summary>All that was measured of one candidate.</summary>
internal sealed record CandidateMeasure
{
    public required Candidate Candidate { get; init; }

    public required EntityCatalogue Catalogue { get; init; }

    /// <summary>In the order of the scenarios.</summary>
    public required IReadOnlyList<Cell> Cells { get; init; }

    public required HistoryMeasure History { get; init; }

    /// <summary>In the order of the vocabulary.</summary>
    public required IReadOnlyList<QuestionShape> Questions { get; init; }
}

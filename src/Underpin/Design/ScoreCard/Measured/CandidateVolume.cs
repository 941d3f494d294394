namespace Underpin.Design.ScoreCard.Measured;

/// <summary>What one candidate costs at volume.</summary>
internal sealed record CandidateVolume
{
    public required string Candidate { get; init; }

    public required long Facts { get; init; }

    public required double FactsPerSecond { get; init; }

    /// <summary>Of all tables and indexes.</summary>
    public required long Bytes { get; init; }

    public required IReadOnlyList<QuestionVolume> Questions { get; init; }

    /// <summary>Those that were asked, the slowest first.</summary>
    public IEnumerable<QuestionVolume> Slowest =>
        Questions.Where(one => one.Sizes.Count > 0).OrderByDescending(one => one.Last.P95);
}

namespace Underpin.Design.ScoreCard.Measured;

/// <summary>What the candidates cost at volume.</summary>
internal sealed record Volume
{
    public required int Histories { get; init; }

    public required IReadOnlyList<CandidateVolume> Candidates { get; init; }

    public CandidateVolume? Of(string candidate) => Candidates.FirstOrDefault(one => one.Candidate == candidate);
}

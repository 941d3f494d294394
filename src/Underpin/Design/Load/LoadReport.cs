namespace Underpin.Design.Load;

/// <summary>What candidates cost at volume.</summary>
public sealed record LoadReport
{
    /// <summary>Recorded in each candidate.</summary>
    public required int Histories { get; init; }

    /// <summary>The same seed makes the same histories.</summary>
    public required int Seed { get; init; }

    /// <summary>How many of them were made fact by fact.</summary>
    public required int Distinct { get; init; }

    /// <summary>The candidate that said what is legal.</summary>
    public required string LegalBy { get; init; }

    /// <summary>Facts in all the histories.</summary>
    public required long Facts { get; init; }

    /// <summary>
    /// By fact: how many were offered to the candidate that judged, and refused; of the distinct histories.
    /// </summary>
    public required IReadOnlyDictionary<string, int> Dropped { get; init; }

    /// <summary>In the folder's order.</summary>
    public required IReadOnlyList<CandidateLoad> Candidates { get; init; }
}

namespace Underpin.Design.Load;

/// <summary>What one candidate made of the histories.</summary>
internal sealed record CandidateLoad
{
    public required string Candidate { get; init; }

    /// <summary>Facts that it recorded.</summary>
    public required long Facts { get; init; }

    /// <summary>Time spent recording, without learning, vacuuming and asking.</summary>
    public required double Seconds { get; init; }

    /// <summary>By fact: how many legal ones it refused or cannot say, over all histories.</summary>
    public required IReadOnlyDictionary<string, long> Lost { get; init; }

    public required IReadOnlyList<TableSize> Tables { get; init; }

    public required IReadOnlyList<QuestionCost> Questions { get; init; }

    public double FactsPerSecond => Seconds > 0 ? Facts / Seconds : 0;

    public long Bytes => Tables.Sum(table => table.Bytes + table.IndexBytes);
}

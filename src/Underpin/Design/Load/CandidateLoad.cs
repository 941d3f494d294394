namespace Underpin.Design.Load;

/// <summary>What one candidate made of the histories.</summary>
public sealed record CandidateLoad
{
    /// <summary>Its name.</summary>
    public required string Candidate { get; init; }

    /// <summary>Facts that it recorded.</summary>
    public required long Facts { get; init; }

    /// <summary>Time spent recording, without learning, vacuuming and asking.</summary>
    public required double Seconds { get; init; }

    /// <summary>By fact: how many legal ones it refused or cannot say, over all histories.</summary>
    public required IReadOnlyDictionary<string, long> Lost { get; init; }

    /// <summary>When everything is recorded.</summary>
    public required IReadOnlyList<TableSize> Tables { get; init; }

    /// <summary>In the order of the vocabulary.</summary>
    public required IReadOnlyList<QuestionCost> Questions { get; init; }

    /// <summary>How fast it recorded.</summary>
    public double FactsPerSecond => Seconds > 0 ? Facts / Seconds : 0;

    /// <summary>Of all tables and indexes.</summary>
    public long Bytes => Tables.Sum(table => table.Bytes + table.IndexBytes);
}

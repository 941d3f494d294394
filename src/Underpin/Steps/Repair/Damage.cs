using Underpin.Mappings;

namespace Underpin.Steps.Repair;

/// <summary>What is known to be wrong: the ranges to put right, and what is settled once they are.</summary>
internal sealed record Damage
{
    /// <summary>The verify that found it; null where there is none.</summary>
    public required long? Verify { get; init; }

    public required IReadOnlyList<KeyRange> Ranges { get; init; }

    /// <summary>Failed writes that are made good once the ranges are.</summary>
    public required IReadOnlyList<long> Failures { get; init; }

    /// <summary>Keys of failed writes by which the source knows no row any more.</summary>
    public required IReadOnlyList<string> Gone { get; init; }
}

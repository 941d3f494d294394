using Underpin.Changes.Mappings;

namespace Underpin.Changes.Steps.Repair;

/// <summary>What is known to be wrong: the ranges to put right, and what is settled once they are.</summary>
internal sealed record Damage
{
    /// <summary>The verify that found it; null where there is none.</summary>
    public required long? Verify { get; init; }

    public required IReadOnlyList<KeyRange> Ranges { get; init; }

    /// <summary>Failed writes whose key is among the ranges.</summary>
    public required IReadOnlyList<long> Failures { get; init; }

    /// <summary>Keys of failed writes that the source does not hold any more.</summary>
    public required IReadOnlyList<string> Unknown { get; init; }
}

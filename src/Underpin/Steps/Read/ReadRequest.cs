using Underpin.Changes.Plans;

namespace Underpin.Steps.Read;

/// <summary>
/// Whose reads the new schema is to answer, how many are compared, and who leads; what is not said stays.
/// </summary>
public sealed record ReadRequest
{
    /// <summary>0 to 100; 0 also clears the users and groups. Null: as it is.</summary>
    public double? Percent { get; init; }

    /// <summary>Empty: as they are.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Empty: as they are.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>0 to 100. Null: as it is.</summary>
    public double? ShadowPercent { get; init; }

    /// <summary>Which schema leads. Null: as it is.</summary>
    public Lead? Lead { get; init; }

    /// <summary>Passes a shut gate; null to stop there.</summary>
    public Force? Force { get; init; }
}

namespace Underpin.Steps.Write;

/// <summary>Whose writes are to reach both schemas; what is not said stays as it is.</summary>
public sealed record WriteRequest
{
    /// <summary>0 to 100; 0 also clears the users and groups. Null: as it is.</summary>
    public double? Percent { get; init; }

    /// <summary>Empty: as they are.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Empty: as they are.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Passes a shut gate; null to stop there.</summary>
    public Force? Force { get; init; }
}

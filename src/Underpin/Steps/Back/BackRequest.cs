namespace Underpin.Steps.Back;

/// <summary>How the last step is to be taken back.</summary>
public sealed record BackRequest
{
    /// <summary>Passes a shut gate; null to stop there.</summary>
    public Force? Force { get; init; }
}

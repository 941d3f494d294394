namespace Underpin.Steps.Drop;

/// <summary>How a drop is to be judged, and where the archive goes.</summary>
public sealed record DropRequest
{
    /// <summary>How long what is retired must have been set aside; null: as change.yaml says.</summary>
    public TimeSpan? Soak { get; init; }

    /// <summary>The archive's file; null: <c>archive/CHANGE.csv.gz</c> in the change's folder.</summary>
    public string? Archive { get; init; }

    /// <summary>Passes a shut gate; null to stop there.</summary>
    public Force? Force { get; init; }
}

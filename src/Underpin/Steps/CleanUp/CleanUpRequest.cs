namespace Underpin.Steps.CleanUp;

/// <summary>How a clean-up is to be judged.</summary>
public sealed record CleanUpRequest
{
    /// <summary>
    /// How long the new schema must have been in charge, or the old one set aside; null: as change.yaml says.
    /// </summary>
    public TimeSpan? Soak { get; init; }

    /// <summary>How many rows the user accepts that back.sql cannot rebuild.</summary>
    public long AcceptedLoss { get; init; }

    /// <summary>Passes a shut gate; null to stop there.</summary>
    public Force? Force { get; init; }
}

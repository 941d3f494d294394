namespace Underpin.Steps.CleanUp;

/// <summary>How a clean-up is to be judged.</summary>
internal sealed record CleanUpRequest
{
    /// <summary>How long the new schema must have been in charge, or the old one set aside.</summary>
    public required TimeSpan Soak { get; init; }

    /// <summary>How many rows the user accepts that back.sql cannot rebuild.</summary>
    public long AcceptedLoss { get; init; }
}

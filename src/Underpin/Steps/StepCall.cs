namespace Underpin.Steps;

/// <summary>How a step was called.</summary>
/// <param name="CommandLine">As it was typed, for the journal; without a connection string.</param>
/// <param name="Force">Passes a shut gate; null to stop there.</param>
internal sealed record StepCall(string CommandLine, Force? Force = null)
{
    /// <summary>It takes something back, for which an edited folder is good enough.</summary>
    public bool GoesBack { get; init; }
}

namespace Underpin.Steps;

/// <summary>Passes a shut gate.</summary>
/// <param name="Because">Why; the journal keeps it.</param>
public sealed record Force(string Because);

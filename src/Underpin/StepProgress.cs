namespace Underpin;

/// <summary>How far a step is: what it reports while it works.</summary>
/// <param name="Done">How many units are done, those of an earlier run that it continues included.</param>
/// <param name="Total">How many there are; null where that is not known.</param>
/// <param name="Unit">What is counted, in the plural: <c>rows</c>, <c>statements</c>.</param>
/// <param name="Note">What it is at, or waits for.</param>
public readonly record struct StepProgress(long Done, long? Total, string Unit, string? Note = null);

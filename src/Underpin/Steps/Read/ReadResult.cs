namespace Underpin.Steps.Read;

/// <summary>What came of the wish to compare reads, to answer them from the new schema, or to move the lead.</summary>
public sealed record ReadResult : StepResult;

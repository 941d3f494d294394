namespace Underpin.Steps.Write;

/// <summary>What came of the wish to write both schemas.</summary>
public sealed record WriteResult : StepResult;

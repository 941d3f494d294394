using Underpin.Checks;

namespace Underpin.Changes.Standing;

/// <summary>One of the five steps, and how far it is.</summary>
/// <param name="Step">Which.</param>
/// <param name="Progress">How far.</param>
/// <param name="Evidence">What shows it, besides the plan; null where the plan says all.</param>
public sealed record StepState(StepName Step, Progress Progress, Check? Evidence);

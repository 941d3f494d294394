using Underpin.Steps.Lint;

namespace Underpin.Steps.Back;

/// <summary>What was taken back.</summary>
public sealed record BackResult : StepResult
{
    /// <summary>What expand.sql had added and was dropped.</summary>
    public IReadOnlyList<AddedObject> Dropped { get; init; } = [];

    /// <summary>What was set aside and has its name again.</summary>
    public IReadOnlyList<string> PutBack { get; init; } = [];

    /// <summary>How many rows back.sql filled in; null where nothing was put back.</summary>
    public long? Filled { get; init; }

    internal static BackResult Of(StepResult step) =>
        new() { Outcome = step.Outcome, Plan = step.Plan, Gate = step.Gate };

    internal static BackResult Of(PlanMove move) =>
        new() { Outcome = move.Outcome, Plan = move.Plan, Gate = move.Gate };
}

using Underpin.Changes.Plans;
using Underpin.Checks;

namespace Underpin.Changes.Standing;

/// <summary>Where a change stands: the five steps, the evidence for the next gate, the next step.</summary>
public sealed record Status
{
    /// <summary>The plan in force; version 0 where the change has not begun.</summary>
    public required Plan Plan { get; init; }

    /// <summary>All five, in order.</summary>
    public required IReadOnlyList<StepState> Steps { get; init; }

    /// <summary>What the user should know besides: failures of the follower, the point of no return.</summary>
    public required IReadOnlyList<Check> Warnings { get; init; }

    /// <summary>Null where the change is complete.</summary>
    public required NextStep? Next { get; init; }
}

using Underpin.Changes.Plans;
using Underpin.Checks;

namespace Underpin.Changes.Standing;

/// <summary>Where a change stands: the five steps, the evidence for the next gate, the next command.</summary>
internal sealed record Status
{
    public required Plan Plan { get; init; }

    public required IReadOnlyList<StepState> Steps { get; init; }

    /// <summary>What the user should know besides: failures of the follower, the point of no return.</summary>
    public required IReadOnlyList<Check> Warnings { get; init; }

    public required NextStep Next { get; init; }
}

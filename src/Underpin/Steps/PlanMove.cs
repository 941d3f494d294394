using Underpin.Changes.Plans;
using Underpin.Checks;

namespace Underpin.Steps;

/// <summary>What came of the wish to move a plan.</summary>
/// <param name="Outcome">Done, nothing to do, or shut.</param>
/// <param name="Plan">The plan that is in force now.</param>
/// <param name="Gate">The gate that was asked; null where none was.</param>
internal sealed record PlanMove(StepOutcome Outcome, Plan Plan, Gate? Gate = null);

using Underpin.Changes.Plans;
using Underpin.Checks;

namespace Underpin.Steps.Write;

/// <summary>Before the application writes both: the schema is expanded, and every live instance knows the change.</summary>
internal sealed class WriteGate(Instances instances)
{
    public async Task<Gate> AskAsync(Plan plan, CancellationToken cancellationToken) => new("write both", [
        new("the schema is expanded", plan.Stage >= Stage.Expanded, PlanRow.Say(plan.Stage)),
        await instances.AcknowledgedAsync(plan, cancellationToken),
    ]);
}

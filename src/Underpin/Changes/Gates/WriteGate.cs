using Underpin.Changes.Plans;
using Underpin.Postgres;

namespace Underpin.Changes.Gates;

/// <summary>Before the application writes both: the schema is expanded, and every live instance knows the change.</summary>
internal sealed class WriteGate(Database database, TimeProvider time)
{
    public async Task<Gate> AskAsync(Plan plan, CancellationToken cancellationToken) => new("write both", [
        new("the schema is expanded", plan.Stage >= Stage.Expanded, PlanRow.Say(plan.Stage)),
        await new Instances(database, time).AcknowledgedAsync(plan, cancellationToken),
    ]);
}

using Underpin.Checks;

namespace Underpin.Steps.Populate;

/// <summary>
/// Before the targets are filled: they are there, and the old schema leads; else rows would be taken away.
/// </summary>
internal static class PopulateGate
{
    public static Task<Gate> AskAsync(Situation situation, CancellationToken cancellationToken) =>
        Gate.AskAsync(GateCode.Populate, [ByPlan.Expanded, ByPlan.OldLeads], situation, cancellationToken);
}

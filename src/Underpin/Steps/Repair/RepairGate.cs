using Underpin.Checks;

namespace Underpin.Steps.Repair;

/// <summary>Before the follower is put right: there are both a leader and a follower.</summary>
internal static class RepairGate
{
    public static Task<Gate> AskAsync(Situation situation, CancellationToken cancellationToken) =>
        Gate.AskAsync(GateCode.Repair, [ByPlan.BothInUse], situation, cancellationToken);
}

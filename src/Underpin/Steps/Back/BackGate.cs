using Underpin.Checks;

namespace Underpin.Steps.Back;

/// <summary>Every step but the drop can be taken back.</summary>
internal static class BackGate
{
    public static Task<Gate> AskAsync(Situation situation, CancellationToken cancellationToken) =>
        Gate.AskAsync(GateCode.Back, [ByPlan.NotDropped], situation, cancellationToken);
}

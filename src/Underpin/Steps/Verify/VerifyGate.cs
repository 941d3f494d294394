using Underpin.Checks;

namespace Underpin.Steps.Verify;

/// <summary>Before both schemas are compared: there are two.</summary>
internal static class VerifyGate
{
    public static Task<Gate> AskAsync(Situation situation, CancellationToken cancellationToken) =>
        Gate.AskAsync(GateCode.Verify, [ByPlan.Expanded], situation, cancellationToken);
}

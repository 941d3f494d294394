using Underpin.Checks;

namespace Underpin.Steps.Write;

/// <summary>
/// Before the application writes both: the schema is expanded, and every live instance knows the change.
/// </summary>
internal static class WriteGate
{
    private static readonly Condition[] _conditions = [ByPlan.Expanded, new Acknowledged()];

    public static Task<Gate> AskAsync(Situation situation, CancellationToken cancellationToken) =>
        Gate.AskAsync(GateCode.Write, _conditions, situation, cancellationToken);
}

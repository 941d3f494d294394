using Underpin.Checks;

namespace Underpin.Steps.CleanUp;

/// <summary>
/// Before the old schema is no longer written: the new one has been in charge, and nothing would be lost.
/// </summary>
internal static class CleanUpGate
{
    private static readonly Condition[] _stopOld =
    [
        ByPlan.ReadsNew, ByPlan.NewLeads, Soaked.InCharge, new Acknowledged(), new FailuresSettled(), new Rebuilt(),
    ];

    private static readonly Condition[] _setAside = [new Acknowledged()];

    public static Task<Gate> ToStopOldAsync(Situation situation, CancellationToken cancellationToken) =>
        Gate.AskAsync(GateCode.StopOld, _stopOld, situation, cancellationToken);

    /// <summary>No instance writes what is about to have another name.</summary>
    public static Task<Gate> ToSetAsideAsync(Situation situation, CancellationToken cancellationToken) =>
        Gate.AskAsync(GateCode.SetAside, _setAside, situation, cancellationToken);
}

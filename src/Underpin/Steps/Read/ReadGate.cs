using Underpin.Checks;

namespace Underpin.Steps.Read;

/// <summary>
/// Before the new schema is asked, it holds, row for row, what the mapping says; before it leads, it answers every
/// read; before the old one leads again, it can express every row.
/// </summary>
internal static class ReadGate
{
    private static readonly Condition[] _shadow =
        [new WritesBoth(), new Populated(), new Verified(), new FailuresSettled()];

    private static readonly Condition[] _read = [.. _shadow, new Compared()];

    private static readonly Condition[] _leadNew = [ByPlan.ReadsNew, .. _read, new Acknowledged()];

    private static readonly Condition[] _leadOld = [new Rebuilt(), new FailuresSettled(), new Expressible()];

    /// <summary>For reads that only compare in the background.</summary>
    public static Task<Gate> ForShadowAsync(Situation situation, CancellationToken cancellationToken) =>
        Gate.AskAsync(GateCode.Shadow, _shadow, situation, cancellationToken);

    /// <summary>For reads that answer users.</summary>
    public static Task<Gate> AskAsync(Situation situation, CancellationToken cancellationToken) =>
        Gate.AskAsync(GateCode.Read, _read, situation, cancellationToken);

    /// <summary>Before the new schema leads.</summary>
    public static Task<Gate> ToNewAsync(Situation situation, CancellationToken cancellationToken) =>
        Gate.AskAsync(GateCode.LeadNew, _leadNew, situation, cancellationToken);

    /// <summary>Before the old schema leads again.</summary>
    public static Task<Gate> ToOldAsync(Situation situation, CancellationToken cancellationToken) =>
        Gate.AskAsync(GateCode.LeadOld, _leadOld, situation, cancellationToken);
}

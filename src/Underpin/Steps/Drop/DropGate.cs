using Underpin.Checks;

namespace Underpin.Steps.Drop;

/// <summary>
/// Before what was set aside is dropped: the application has lived without it, and nothing else needs it.
/// </summary>
internal static class DropGate
{
    private static readonly Condition[] _conditions =
        [Soaked.SetAside, new Acknowledged(), new OldUnused(), new WasInUse(), new NothingDepends()];

    public static Task<Gate> AskAsync(Situation situation, CancellationToken cancellationToken) =>
        Gate.AskAsync(GateCode.Drop, _conditions, situation, cancellationToken);
}

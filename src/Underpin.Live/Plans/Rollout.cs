namespace Underpin.Live.Plans;

/// <summary>For whom the new schema is on.</summary>
/// <param name="Percent">0 to 100 of the keys.</param>
/// <param name="Users">Callers by name, for all of their keys.</param>
/// <param name="Groups">Callers by group.</param>
internal sealed record Rollout(double Percent, IReadOnlyList<string> Users, IReadOnlyList<string> Groups)
{
    public static Rollout Nobody { get; } = new(0, [], []);

    /// <summary>The answer where it is the same for every key and caller; null where each must be looked at.</summary>
    public bool? ForAll => Percent >= 100 ? true
        : Percent <= 0 && IsByKeyAlone ? false
        : null;

    /// <summary>Whether the key alone decides, whoever calls.</summary>
    public bool IsByKeyAlone => Users.Count == 0 && Groups.Count == 0;
}

namespace Underpin.Changes.Plans;

/// <summary>
/// Where a change stands: who writes what, who reads what, for whom. The SQL schema is the contract: it, the library
/// that applications reference, and this give the same answer to the same question.
/// </summary>
public sealed record Plan
{
    /// <summary>The change that it is of.</summary>
    public required string Change { get; init; }

    /// <summary>From 1; 0 before the change began.</summary>
    public required long Version { get; init; }

    /// <summary>How far the schema itself has moved.</summary>
    public Stage Stage { get; init; } = Stage.Begun;

    /// <summary>Whose writes reach both schemas.</summary>
    public Audience Write { get; init; } = Audience.Nobody;

    /// <summary>Whose reads the new schema answers.</summary>
    public Audience Read { get; init; } = Audience.Nobody;

    /// <summary>Share of the reads that are compared with the follower's answer, 0 to 100.</summary>
    public double ShadowPercent { get; init; }

    /// <summary>The schema whose write counts.</summary>
    public Lead Lead { get; init; } = Lead.Old;

    /// <summary>When it came into force, by the server's clock.</summary>
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>The transaction that made it: an older one may have acted on an earlier plan.</summary>
    internal ulong MadeIn { get; init; }

    /// <summary>The schema whose write counts, also once it is the only one.</summary>
    internal Lead Leader => IsNewOnly ? Lead.New : Lead;

    internal bool WritesOld => !IsNewOnly;

    /// <summary>Does every write reach the new schema, whatever its key and whoever calls?</summary>
    public bool WritesEverything => Leader == Lead.New || Write.Percent >= 100;

    private bool IsNewOnly => Stage > Stage.Expanded;

    /// <summary>Does a write of this key, by this caller, reach the new schema?</summary>
    internal bool WritesNew(string key, string? user, IReadOnlyList<string> groups) =>
        Leader == Lead.New || Write.Holds(new($"{Change}.write", key), user, groups);

    /// <summary>Is a read of this key, by this caller, answered from the new schema?</summary>
    internal bool ReadsNew(string key, string? user, IReadOnlyList<string> groups) =>
        IsNewOnly || Read.Holds(new($"{Change}.read", key), user, groups);

    /// <summary>Does it say the same, whenever it was made?</summary>
    internal bool SameAs(Plan other) =>
        Stage == other.Stage && Lead == other.Lead && ShadowPercent.Equals(other.ShadowPercent)
        && Write.SameAs(other.Write) && Read.SameAs(other.Read);
}

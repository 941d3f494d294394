namespace Underpin.Changes.Plans;

/// <summary>
/// Where a change stands: who writes what, who reads what, for whom. The SQL schema is the contract: it, the library
/// that applications reference, and this give the same answer to the same question.
/// </summary>
internal sealed record Plan
{
    public required string Change { get; init; }

    /// <summary>From 1; 0 before the change began.</summary>
    public required long Version { get; init; }

    public Stage Stage { get; init; } = Stage.Begun;

    public Audience Write { get; init; } = Audience.Nobody;

    public Audience Read { get; init; } = Audience.Nobody;

    /// <summary>Share of the reads that are compared with the follower's answer, 0 to 100.</summary>
    public double ShadowPercent { get; init; }

    public Lead Lead { get; init; } = Lead.Old;

    /// <summary>When it came into force, by the server's clock.</summary>
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>The transaction that made it: an older one may have acted on an earlier plan.</summary>
    public ulong MadeIn { get; init; }

    /// <summary>The schema whose write counts, also once it is the only one.</summary>
    public Lead Leader => IsNewOnly ? Lead.New : Lead;

    public bool WritesOld => !IsNewOnly;

    /// <summary>Does every write reach the new schema, whatever its key and whoever calls?</summary>
    public bool WritesEverything => Leader == Lead.New || Write.Percent >= 100;

    private bool IsNewOnly => Stage > Stage.Expanded;

    /// <summary>Does a write of this key, by this caller, reach the new schema?</summary>
    public bool WritesNew(string key, string? user, IReadOnlyList<string> groups) =>
        Leader == Lead.New || Write.Holds(new($"{Change}.write", key), user, groups);

    /// <summary>Is a read of this key, by this caller, answered from the new schema?</summary>
    public bool ReadsNew(string key, string? user, IReadOnlyList<string> groups) =>
        IsNewOnly || Read.Holds(new($"{Change}.read", key), user, groups);

    /// <summary>Does it say the same, whenever it was made?</summary>
    public bool SameAs(Plan other) =>
        Stage == other.Stage && Lead == other.Lead && ShadowPercent.Equals(other.ShadowPercent)
        && Write.SameAs(other.Write) && Read.SameAs(other.Read);

    /// <summary>In one line, for people.</summary>
    public string Say() => Stage switch
    {
        Stage.OldStopped => "the old schema is no longer written",
        Stage.SetAside => "what is retired is set aside",
        Stage.Dropped => "what was retired is gone",
        Stage.Begun => "begun, not expanded yet",
        _ => $"writing both at {Write.Say()}, reading the new at {Read.Say()}, "
            + (ShadowPercent > 0 ? $"comparing {ShadowPercent:0.##} %, " : "")
            + (Lead == Lead.New ? "the new schema leads" : "the old schema leads"),
    };
}

namespace Underpin.Changes.Plans;

/// <summary>Where a change stands: who writes what, who reads what, for whom.</summary>
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

    public bool WritesEverything => Write.Percent >= 100 || Lead == Lead.New || Stage > Stage.Expanded;

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

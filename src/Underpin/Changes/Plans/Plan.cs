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
}

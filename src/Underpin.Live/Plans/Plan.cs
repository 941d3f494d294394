namespace Underpin.Live.Plans;

/// <summary>A change's plan as this instance read it.</summary>
internal sealed record Plan
{
    public required string Change { get; init; }

    /// <summary>From 1; 0 before the change began.</summary>
    public required long Version { get; init; }

    /// <summary>Whether schema <c>underpin</c> was there and open to this role when the plan was asked for.</summary>
    public required bool Installed { get; init; }

    public Stage Stage { get; init; } = Stage.Begun;

    public Rollout Write { get; init; } = Rollout.Nobody;

    public Rollout Read { get; init; } = Rollout.Nobody;

    public double ShadowPercent { get; init; }

    public bool NewLeads { get; init; }

    /// <summary>The old schema is no longer written, and may be gone.</summary>
    public bool NewOnly => Stage >= Stage.OldStopped;

    /// <summary>Every write reaches both schemas, so that their answers may be compared.</summary>
    public bool WritesBothAlways => !NewOnly && (NewLeads || Write.Percent >= 100);

    /// <summary>The plan of a change that has not begun.</summary>
    public static Plan NotBegun(string change, bool installed) =>
        new() { Change = change, Version = 0, Installed = installed };

    /// <summary>Whether both were read of one and the same version; a version never changes once it is in force.</summary>
    public bool IsSameVersionAs(Plan other) => Version == other.Version && Installed == other.Installed;
}

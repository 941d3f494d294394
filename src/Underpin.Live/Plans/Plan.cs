namespace Underpin.Live.Plans;

/// <summary>
/// A change's plan as this instance read it. The SQL schema is the contract: it, the operator's tool and this give the
/// same answer to the same question.
/// </summary>
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

    /// <summary>The stage's name where this version of the library does not know it; null where it does.</summary>
    public string? UnknownStage { get; init; }

    /// <summary>The old schema is no longer written, and may be gone.</summary>
    public bool NewOnly => Stage >= Stage.OldStopped;

    /// <summary>The side whose write counts.</summary>
    public Side Leader => NewOnly || NewLeads ? Side.New : Side.Old;

    /// <summary>Every write reaches both schemas, so that their answers may be compared.</summary>
    public bool WritesBothAlways => UnknownStage is null && !NewOnly && (NewLeads || Write.Percent >= 100);

    /// <summary>The plan of a change that has not begun.</summary>
    public static Plan NotBegun(string change, bool installed) =>
        new() { Change = change, Version = 0, Installed = installed };

    /// <summary>Whether both were read of one and the same version, which never changes once it is in force.</summary>
    public bool IsSameVersionAs(Plan other) => Version == other.Version && Installed == other.Installed;

    /// <summary>
    /// Nothing is read or written by a plan at an unknown stage: which side is the right one, nobody knows.
    /// </summary>
    /// <exception cref="NotSupportedException">The stage is unknown to this version of the library.</exception>
    public void RequireKnownStage()
    {
        if (UnknownStage is not null)
        {
            throw new NotSupportedException(
                $"The plan of {Change} is at stage '{UnknownStage}', which this version of Underpin.Live does not "
                + "know: nothing was read or written. Update the package.");
        }
    }
}

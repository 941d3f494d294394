using Underpin.Engine;

namespace Underpin.Steps.Verify;

/// <summary>One comparison of everything, in one direction.</summary>
public sealed record VerifyPass
{
    /// <summary>The run.</summary>
    public required Run Run { get; init; }

    /// <summary>Rows of the source that were compared.</summary>
    public required long SourceRows { get; init; }

    /// <summary>The counts of each target.</summary>
    public required IReadOnlyList<TargetCounts> Targets { get; init; }

    /// <summary>The first of those that were stored, in the order of the source's keys.</summary>
    public required IReadOnlyList<Discrepancy> Discrepancies { get; init; }

    /// <summary>How long this process worked on it.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Contained failures of the follower's write that this pass proved to be mended.</summary>
    public long FailuresResolved { get; init; }

    /// <summary>Discrepancies in all targets.</summary>
    public long Found => Targets.Sum(target => target.Found);
}

using Underpin.Engine;

namespace Underpin.Steps.Verify;

/// <summary>One comparison of everything, in one direction.</summary>
internal sealed record Pass
{
    public required Run Run { get; init; }

    public required long SourceRows { get; init; }

    public required IReadOnlyList<TargetCounts> Targets { get; init; }

    /// <summary>Those that were stored, in the order of the source's keys.</summary>
    public required IReadOnlyList<Discrepancy> Discrepancies { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>Contained failures of the follower's write that this pass proved to be mended.</summary>
    public long FailuresResolved { get; init; }

    public long Found => Targets.Sum(target => target.Found);
}

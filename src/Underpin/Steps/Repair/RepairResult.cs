using Underpin.Engine;
using Underpin.Mappings;

namespace Underpin.Steps.Repair;

/// <summary>What a repair did.</summary>
public sealed record RepairResult : StepResult
{
    /// <summary>Null where there was nothing to repair.</summary>
    public Run? Run { get; init; }

    /// <summary>Rows, done by this process.</summary>
    public MergeCounts Counts { get; init; }

    /// <summary>Discrepancies of the newest verify that are mended now.</summary>
    public long Discrepancies { get; init; }

    /// <summary>Failed writes of the follower that are made good now.</summary>
    public long Failures { get; init; }

    /// <summary>
    /// Keys of failed writes by which the source knows no row any more; nothing of such a row is left.
    /// </summary>
    public IReadOnlyList<string> Gone { get; init; } = [];
}

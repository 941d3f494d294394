using Underpin.Engine;
using Underpin.Mappings;

namespace Underpin.Steps.Populate;

/// <summary>What a populate did.</summary>
public sealed record PopulateResult : StepResult
{
    /// <summary>The run; null where the gate was shut.</summary>
    public Run? Run { get; init; }

    /// <summary>Rows, done by this process; another one may have shared the work.</summary>
    public MergeCounts Counts { get; init; }

    /// <summary>Ranges, done by this process.</summary>
    public long Batches { get; init; }

    /// <summary>Ranges that met the application's work and were run again.</summary>
    public long Retries { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>
    /// The share of the writes, 0 to 100, that reached both schemas when it began, where that made it a rehearsal; null
    /// where it is evidence, or where the plan left 100 % while it ran.
    /// </summary>
    public double? WritingAt { get; init; }
}

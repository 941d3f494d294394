using Underpin.Engine;
using Underpin.Mappings;

namespace Underpin.Steps.Populate;

/// <summary>What a populate did.</summary>
internal sealed record PopulateResult
{
    public required Run Run { get; init; }

    /// <summary>Done by this process; another one may have shared the work.</summary>
    public required MergeCounts Counts { get; init; }

    public required long Batches { get; init; }

    /// <summary>Batches that met the application's work and were run again.</summary>
    public required long Retries { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>Why it is no evidence; null where it is.</summary>
    public string? RehearsalBecause { get; init; }
}

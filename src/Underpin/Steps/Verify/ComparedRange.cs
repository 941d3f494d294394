namespace Underpin.Steps.Verify;

/// <summary>How a range compares, all targets as of one moment.</summary>
/// <param name="SourceRows">Rows of the source that it held.</param>
/// <param name="Targets">The counts of each target.</param>
/// <param name="Discrepancies">The first of each target, as many as were asked for.</param>
internal sealed record ComparedRange(
    long SourceRows, IReadOnlyList<TargetCounts> Targets, IReadOnlyList<Discrepancy> Discrepancies);

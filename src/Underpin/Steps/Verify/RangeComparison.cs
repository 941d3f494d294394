namespace Underpin.Steps.Verify;

/// <summary>How a range compares, all targets as of one moment.</summary>
/// <param name="Discrepancies">The first of them, as many as were asked for.</param>
internal sealed record RangeComparison(
    long SourceRows, IReadOnlyList<TargetCounts> Targets, IReadOnlyList<Discrepancy> Discrepancies);

namespace Underpin.Demo.Proof;

/// <summary>What was found at the end, by the demonstration itself.</summary>
/// <param name="Discrepancies">By the last full verify.</param>
/// <param name="Lost">Courses whose retired values <c>back.sql</c> does not rebuild.</param>
/// <param name="OldColumns">Where a column of the old schema is still left.</param>
internal sealed record Evidence(long Discrepancies, long Lost, IReadOnlyList<string> OldColumns);

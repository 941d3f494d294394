using Underpin.Mappings;

namespace Underpin.Engine;

/// <summary>What was done to a range, or found in it.</summary>
/// <param name="Rows">The rows of the source that it held, and those that were written.</param>
/// <param name="Found">Differences found; of work that writes, the rows that it wrote.</param>
/// <param name="Details">What else the work keeps of the range, as JSON; null for nothing.</param>
internal sealed record RangeCounts(MergeCounts Rows, long Found, string? Details = null);

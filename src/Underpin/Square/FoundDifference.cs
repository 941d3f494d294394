using Underpin.Design.Histories;
using Underpin.Square.Rows;

namespace Underpin.Square;

/// <summary>A cause of differences, at the smallest history that shows it.</summary>
internal sealed record FoundDifference
{
    /// <summary>The smallest one found; all of its facts are needed.</summary>
    public required History History { get; init; }

    /// <summary>What differs in the new schema after it; none where the change stopped.</summary>
    public required IReadOnlyList<RowDifference> Rows { get; init; }

    /// <summary>
    /// Why the change stopped, what verify found, or what back.sql does not rebuild; null: nothing of it.
    /// </summary>
    public string? Wrong { get; init; }

    /// <summary>
    /// How many of the random histories differ in the same tables and ways; null where that is not known.
    /// </summary>
    public int? Histories { get; init; }
}

using Underpin.Design.Histories;

namespace Underpin.Design.Search;

/// <summary>An illegal history that a candidate accepts, shrunk.</summary>
internal sealed record Loophole
{
    public required string Candidate { get; init; }

    public required string Rule { get; init; }

    /// <summary>Nothing can be left out of it.</summary>
    public required History History { get; init; }

    /// <summary>
    /// The last two facts were recorded by two transactions at once; one after the other, they are refused.
    /// </summary>
    public required bool TwoAtOnce { get; init; }

    /// <summary>What to paste into psql after the candidate's schema.sql.</summary>
    public required string Script { get; init; }
}

namespace Underpin.Steps.Verify;

/// <summary>How the rows of one target compare.</summary>
/// <param name="Target">The table, as the folder names it.</param>
public sealed record TargetCounts(string Target)
{
    /// <summary>Rows that the mapping gives.</summary>
    public long Expected { get; init; }

    /// <summary>Rows that the target holds; of a shared one, those that the mapping asks for.</summary>
    public long Actual { get; init; }

    /// <summary>Rows that should be there, and are not.</summary>
    public long Missing { get; init; }

    /// <summary>Rows that are there, and nothing maps to them.</summary>
    public long Extra { get; init; }

    /// <summary>Rows that hold other values than they should.</summary>
    public long Stale { get; init; }

    /// <summary>Rows that only the new schema can hold, once it leads.</summary>
    public long Inexpressible { get; init; }

    /// <summary>Missing, extra and stale together.</summary>
    public long Found => Missing + Extra + Stale;

    internal TargetCounts Plus(TargetCounts other) => this with
    {
        Expected = Expected + other.Expected,
        Actual = Actual + other.Actual,
        Missing = Missing + other.Missing,
        Extra = Extra + other.Extra,
        Stale = Stale + other.Stale,
        Inexpressible = Inexpressible + other.Inexpressible,
    };
}

using Underpin.Steps.Verify;

namespace Underpin.Square;

/// <summary>How the change fared on what the old schema held: populate, then verify.</summary>
internal sealed record ChangeTrial
{
    /// <summary>Why a step stopped; null where all of it ran.</summary>
    public string? Failure { get; init; }

    /// <summary>What verify found different from the mappings right after populate.</summary>
    public IReadOnlyList<Discrepancy> Discrepancies { get; init; } = [];

    /// <summary>All that verify found; not each is kept.</summary>
    public long Found { get; init; }

    /// <summary>What went wrong, for people; null: nothing.</summary>
    public string? Wrong => Failure ?? (Found == 0 ? null
        : $"Verify finds {Found:N0} differences between the mappings and what populate just made; the first is in "
            + $"{Discrepancies[0].Target} {Discrepancies[0].TargetKey}: "
            + $"should be {Discrepancies[0].Expected ?? "no row"}, is {Discrepancies[0].Actual ?? "no row"}.");

    /// <summary>What back.sql makes of the new tables, where it is not what the retired columns hold.</summary>
    public ComparedRange? Back { get; init; }

    /// <summary>Why there is no way back, for people; null: back.sql rebuilds every retired value.</summary>
    public string? NoWayBack => Back?.Discrepancies is [{ } first, ..]
        ? $"back.sql does not rebuild {Back.Targets.Sum(counts => counts.Found):N0} of {Back.SourceRows:N0} rows of "
            + $"{first.Target}; the first is {first.TargetKey}: held is {first.Actual ?? "no row"}, "
            + $"and rebuilt is {first.Expected ?? "no row"}."
        : null;
}

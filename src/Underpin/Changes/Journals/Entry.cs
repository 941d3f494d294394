namespace Underpin.Changes.Journals;

/// <summary>Who did what, when, on which evidence.</summary>
internal sealed record Entry
{
    public required string? Change { get; init; }

    /// <summary>As it was typed, without the connection string.</summary>
    public required string Command { get; init; }

    public required string Outcome { get; init; }

    public long? PlanVersion { get; init; }

    /// <summary>Why a shut gate was passed by force.</summary>
    public string? Because { get; init; }

    /// <summary>What the gate saw: what each line asked for and what it found.</summary>
    public IReadOnlyDictionary<string, string> Evidence { get; init; } = new Dictionary<string, string>();

    public DateTimeOffset At { get; init; }

    public string Who { get; init; } = "";
}

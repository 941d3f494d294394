using Underpin.Checks;

namespace Underpin.Changes.Journals;

/// <summary>Who did what, when, on which evidence.</summary>
public sealed record JournalEntry
{
    /// <summary>Null where it is about the whole installation.</summary>
    public required string? Change { get; init; }

    /// <summary>
    /// The command line as it was typed, without the connection string; else the method that was called.
    /// </summary>
    public required string Command { get; init; }

    /// <summary>
    /// <c>done</c>, <c>nothing</c>, <c>shut</c>, <c>found</c>, <c>stopped</c>, or <c>failed</c> with the error's code;
    /// a sentence where an earlier version wrote it.
    /// </summary>
    public required string Outcome { get; init; }

    /// <summary>The plan that came of it, or that was in force; null where there was none.</summary>
    public long? PlanVersion { get; init; }

    /// <summary>Why a shut gate was passed by force.</summary>
    public string? Because { get; init; }

    /// <summary>What the gate saw.</summary>
    public IReadOnlyList<Check> Checks { get; init; } = [];

    /// <summary>What was counted, by name.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; init; } = new Dictionary<string, double>();

    /// <summary>By the server's clock.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The person and machine, and the role that they were connected as.</summary>
    public string Who { get; init; } = "";
}

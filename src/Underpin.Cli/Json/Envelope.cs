using System.Text.Json;
using Underpin.Checks;

namespace Underpin.Cli.Json;

/// <summary>What every verb answers with <c>--json</c>.</summary>
internal sealed record Envelope
{
    /// <summary>The change; null where the verb is about none, or about several.</summary>
    public string? Change { get; init; }

    /// <summary>The verb, with the one that it is part of: <c>design test</c>.</summary>
    public required string Verb { get; init; }

    /// <summary><c>done</c>, <c>nothing</c>, <c>shut</c>, <c>found</c> or <c>failed</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>The checks of the gate that was asked.</summary>
    public IReadOnlyList<Check> Checks { get; init; } = [];

    /// <summary>What the verb did or found: its result, which differs from verb to verb.</summary>
    public JsonElement? Figures { get; init; }

    /// <summary>Why it failed.</summary>
    public IReadOnlyList<EnvelopeError> Errors { get; init; } = [];
}

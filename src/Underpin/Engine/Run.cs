using System.Text.Json.Serialization;
using Underpin.Mappings;

namespace Underpin.Engine;

/// <summary>One populate, verify or repair, as <c>underpin.run</c> holds it.</summary>
public sealed record Run
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>The change that it is of.</summary>
    public required string Change { get; init; }

    /// <summary>What it does.</summary>
    public required RunKind Kind { get; init; }

    /// <summary>Which schema is derived from which.</summary>
    public Direction Direction { get; init; }

    /// <summary>Not every write reached both schemas while it ran: no evidence for a gate.</summary>
    public required bool Rehearsal { get; init; }

    /// <summary>The plan in force when it began.</summary>
    public required long PlanVersion { get; init; }

    /// <summary>Source rows in a range.</summary>
    public required int BatchSize { get; init; }

    /// <summary>An earlier process began it, or another one shares it.</summary>
    public bool Continued { get; init; }

    /// <summary>
    /// Contained failures that were open before its first range: numbers of <c>underpin.write_failure</c>.
    /// </summary>
    [JsonIgnore]
    internal IReadOnlyList<long> Failures { get; init; } = [];
}

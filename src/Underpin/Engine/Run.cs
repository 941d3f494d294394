using Underpin.Mappings;

namespace Underpin.Engine;

/// <summary>One populate, verify or repair, as <c>underpin.run</c> holds it.</summary>
internal sealed record Run
{
    public required long Id { get; init; }

    public required string Change { get; init; }

    public required RunKind Kind { get; init; }

    public Direction Direction { get; init; }

    /// <summary>Not every write reached both schemas while it ran: no evidence for a gate.</summary>
    public required bool Rehearsal { get; init; }

    public required long PlanVersion { get; init; }

    /// <summary>Source rows in a batch.</summary>
    public required int BatchSize { get; init; }

    /// <summary>An earlier process began it.</summary>
    public bool Continued { get; init; }
}

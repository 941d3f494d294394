using Underpin.Changes.Folder;
using Underpin.Design.Folder;
using Underpin.Design.Testing;

namespace Underpin.Square;

/// <summary>
/// A scenario whose facts went through the change, and whose questions the new schema was then asked.
/// </summary>
internal sealed record ScenarioOutcome
{
    public required Scenario Scenario { get; init; }

    /// <summary>
    /// Why the old schema cannot hold the facts, so that there is nothing to change; null where it can.
    /// </summary>
    public string? NotRecorded { get; init; }

    /// <summary>
    /// Why the change stopped, what verify found, or what back.sql does not rebuild; null: nothing of it.
    /// </summary>
    public string? Wrong { get; init; }

    /// <summary>Answers that are not as promised.</summary>
    public IReadOnlyList<Miss> Misses { get; init; } = [];

    /// <summary>Answers that are not as promised, and the declared difference that covers each.</summary>
    public IReadOnlyList<(DeclaredDifference Declared, Miss Miss)> Accepted { get; init; } = [];

    /// <summary>Questions that the new schema says it cannot answer.</summary>
    public int Unsaid { get; init; }

    public bool IsWrong => Wrong is not null || Misses.Count > 0;

    /// <summary>Why it is not right, for people.</summary>
    public IEnumerable<string> Lines =>
        (Wrong is null ? [] : new[] { Wrong }).Concat(Misses.SelectMany(miss => miss.Lines));
}

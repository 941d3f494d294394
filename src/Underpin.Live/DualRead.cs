using Npgsql;

namespace Underpin.Live;

/// <summary>One question that both schemas can answer, in the same shape.</summary>
/// <typeparam name="T">The answer: a value or a list that is read to its end, not a query that runs later.</typeparam>
public sealed record DualRead<T>
{
    /// <summary>What decides which side answers: an entity's key, or for a list its caller.</summary>
    public required string Key { get; init; }

    /// <summary>Names the call site in <c>underpin.mismatch</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Asks the old schema.</summary>
    public required Func<NpgsqlConnection, CancellationToken, Task<T>> Old { get; init; }

    /// <summary>Asks the new schema.</summary>
    public required Func<NpgsqlConnection, CancellationToken, Task<T>> New { get; init; }

    /// <summary>When two answers are the same; by default when they are the same as JSON.</summary>
    public IEqualityComparer<T>? Comparer { get; init; }

    /// <summary>Differences that are expected; the first that explains one names it.</summary>
    public IReadOnlyList<KnownDifference<T>> KnownDifferences { get; init; } = [];

    /// <summary>JSON properties, at any depth, whose values are compared but never stored.</summary>
    public IReadOnlyList<string> Masked { get; init; } = [];
}

namespace Underpin.Design.Drawing.Catalogue;

/// <summary>What a table refuses: a key, an exclusion, a check or a trigger.</summary>
internal sealed record EntityRule
{
    public required string Name { get; init; }

    public required RuleKind Kind { get; init; }

    /// <summary>
    /// The parts of a key with their operators, the expression of a check, the function of a trigger.
    /// </summary>
    public required string Parts { get; init; }

    /// <summary>The rows that it holds for; null where for all.</summary>
    public required string? Predicate { get; init; }

    /// <summary>The plain columns among its parts.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    public required string Definition { get; init; }

    public required string? Comment { get; init; }

    /// <summary>Does it make its columns, and nothing but columns, unique in every row?</summary>
    public required bool IsWholeKey { get; init; }
}

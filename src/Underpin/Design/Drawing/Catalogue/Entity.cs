using Underpin.Postgres;

namespace Underpin.Design.Drawing.Catalogue;

/// <summary>A table or view of a schema, as a diagram shows it.</summary>
internal sealed record Entity
{
    public required QualifiedName Name { get; init; }

    public required bool IsView { get; init; }

    public required string? Comment { get; init; }

    public required IReadOnlyList<EntityColumn> Columns { get; init; }

    public required IReadOnlyList<EntityRule> Rules { get; init; }

    /// <summary>Are these columns together, or some of them, unique in every row?</summary>
    public bool HasKeyWithin(IReadOnlyCollection<string> columns) =>
        Rules.Any(rule => rule.IsWholeKey && rule.Columns.All(columns.Contains));
}

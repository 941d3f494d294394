using Underpin.Postgres;

namespace Underpin.Design.Drawing.Catalogue;

/// <summary>A foreign key: rows of the child point to a row of the parent.</summary>
internal sealed record Relationship
{
    public required string Name { get; init; }

    public required QualifiedName Child { get; init; }

    public required IReadOnlyList<string> ChildColumns { get; init; }

    public required QualifiedName Parent { get; init; }

    public required IReadOnlyList<string> ParentColumns { get; init; }

    /// <summary>May a child be without a parent?</summary>
    public required bool Optional { get; init; }

    /// <summary>Has a parent at most one child?</summary>
    public required bool OneToOne { get; init; }

    public required string Definition { get; init; }

    public required string? Comment { get; init; }
}

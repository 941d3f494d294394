using Underpin.Postgres;

namespace Underpin.Changes.Folder;

/// <summary>A table of the new schema, and the mapping that says which rows it should hold.</summary>
internal sealed record Target
{
    public required QualifiedName Table { get; init; }

    /// <summary>The columns that tell its rows apart; a unique index of the table covers just these.</summary>
    public required IReadOnlyList<Identifier> Key { get; init; }

    /// <summary>A row may be owed to many source keys: it is added, never taken away.</summary>
    public bool Shared { get; init; }

    /// <summary>The column that holds the source key a row belongs to; null where shared.</summary>
    public Identifier? Owner { get; init; }

    public required ScriptFile Mapping { get; init; }

    /// <summary>Where change.yaml names the table; for messages.</summary>
    public int TableLine { get; init; } = 1;

    /// <inheritdoc cref="TableLine"/>
    public int KeyLine { get; init; } = 1;
}

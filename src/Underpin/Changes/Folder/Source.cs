using Underpin.Postgres;

namespace Underpin.Changes.Folder;

/// <summary>The table whose rows are remodelled, and the column that says what one unit of work is.</summary>
internal sealed record Source(QualifiedName Table, Identifier Key)
{
    /// <summary>The column that the application uses as its key in dual writes; the source key where not said.</summary>
    public Identifier Entity { get; init; } = Key;

    /// <summary>Where change.yaml names the table; for messages.</summary>
    public int TableLine { get; init; } = 1;

    /// <inheritdoc cref="TableLine"/>
    public int KeyLine { get; init; } = 1;

    /// <inheritdoc cref="TableLine"/>
    public int EntityLine { get; init; } = 1;
}

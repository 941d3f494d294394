namespace Underpin.Changes.Folder;

/// <summary>What the templates of a new change are filled in with.</summary>
public sealed record NewChange
{
    /// <summary>The table that is remodelled, with its schema where that is not public; null: a placeholder.</summary>
    public string? Table { get; init; }

    /// <summary>Its key; null: its only unique integer column.</summary>
    public string? Key { get; init; }

    /// <summary>The columns that the new schema takes over.</summary>
    public IReadOnlyList<string> Retires { get; init; } = [];
}

namespace Underpin.Design.Drawing.Catalogue;

/// <summary>A column of a table or view.</summary>
internal sealed record EntityColumn
{
    public required string Name { get; init; }

    /// <summary>As the server writes it, with the few long names shortened.</summary>
    public required string Type { get; init; }

    public required bool Nullable { get; init; }

    /// <summary>What the server fills in by itself: <c>identity</c>, or an expression; null where nothing.</summary>
    public required string? Given { get; init; }

    /// <summary>Always computed from other columns.</summary>
    public required bool Computed { get; init; }

    public required string? Comment { get; init; }
}

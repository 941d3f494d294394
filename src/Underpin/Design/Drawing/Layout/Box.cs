using Underpin.Design.Drawing.Catalogue;

namespace Underpin.Design.Drawing.Layout;

/// <summary>A table as a box: its texts in their places, relative to its left upper corner.</summary>
internal sealed record Box
{
    public required Entity Entity { get; init; }

    public required double Width { get; init; }

    public required double Height { get; init; }

    /// <summary>Where the tinted head with name and comment ends.</summary>
    public required double HeadHeight { get; init; }

    public required IReadOnlyList<BoxRow> Rows { get; init; }

    /// <summary>The middle of a column's row.</summary>
    public double RowOf(string column) => Rows.First(row => row.Column == column).Middle;
}

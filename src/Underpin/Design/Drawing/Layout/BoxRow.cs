namespace Underpin.Design.Drawing.Layout;

/// <summary>A row of a box: what it says, and what it tells whoever points at it.</summary>
/// <param name="Top">Relative to the box.</param>
/// <param name="Column">The column that it shows; null where it shows something else.</param>
internal sealed record BoxRow(
    double Top, double Height, IReadOnlyList<TextPiece> Pieces, string? Tip, string? Column = null)
{
    public double Middle => Top + (Height / 2);
}

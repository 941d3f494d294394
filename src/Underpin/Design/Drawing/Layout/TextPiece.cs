namespace Underpin.Design.Drawing.Layout;

/// <summary>
/// A text in a box, from its left end or, <paramref name="Ends"/>, up to its right end, on a base line.
/// </summary>
internal sealed record TextPiece(string Text, TextStyle Style, double X, double Y, bool Ends = false)
{
    public double Width => TextWidth.Of(Text, Style);

    public double Left => Ends ? X - Width : X;

    public double Right => Left + Width;
}

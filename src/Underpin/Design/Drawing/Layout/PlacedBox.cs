namespace Underpin.Design.Drawing.Layout;

/// <summary>A box on the page.</summary>
internal sealed record PlacedBox(Box Box, double X, double Y)
{
    public double Right => X + Box.Width;

    public double Bottom => Y + Box.Height;
}

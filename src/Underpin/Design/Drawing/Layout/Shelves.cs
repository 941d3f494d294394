namespace Underpin.Design.Drawing.Layout;

/// <summary>Puts boxes that nothing ties side by side, in as many rows as it takes.</summary>
internal static class Shelves
{
    private const double Gap = 34;

    public static IEnumerable<PlacedBox> Fill(IEnumerable<Box> boxes, double top, double width)
    {
        var (x, y, height) = (0.0, top, 0.0);
        foreach (var box in boxes)
        {
            if (x > 0 && x + box.Width > width)
            {
                (x, y, height) = (0, y + height + Gap, 0);
            }

            yield return new(box, x, y);
            x += box.Width + Gap;
            height = Math.Max(height, box.Height);
        }
    }
}

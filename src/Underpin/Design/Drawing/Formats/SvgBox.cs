using Underpin.Design.Drawing.Layout;

namespace Underpin.Design.Drawing.Formats;

/// <summary>A table as SVG.</summary>
internal static class SvgBox
{
    private const double Corner = 7;

    public static void Write(Markup svg, PlacedBox placed, string? hue)
    {
        var box = placed.Box;
        svg.Open(
            "g",
            ("class", string.Join(' ', new[] { "table", box.Entity.IsView ? "view" : null, hue }.OfType<string>())),
            ("transform", FormattableString.Invariant($"translate({placed.X:0.##} {placed.Y:0.##})")));
        svg.Element("title", Tip(placed)).Line();
        svg.Element("rect", ("class", "box"), ("width", box.Width), ("height", box.Height), ("rx", Corner));
        // Rounded above, straight below.
        var (width, head, r) = (box.Width, box.HeadHeight, Corner);
        svg.Element("path", ("class", "band"), ("d", FormattableString.Invariant(
            $"M0 {head:0.##}V{r}Q0 0 {r} 0H{width - r:0.##}Q{width:0.##} 0 {width:0.##} {r}V{head:0.##}Z")));
        svg.Element(
            "line", ("class", "rim"), ("x1", 0), ("x2", box.Width), ("y1", box.HeadHeight), ("y2", box.HeadHeight))
                .Line();
        foreach (var row in box.Rows)
        {
            Write(svg, row);
        }

        svg.Close().Line();
    }

    private static void Write(Markup svg, BoxRow row)
    {
        svg.Open("g");
        if (row.Tip is { } tip)
        {
            svg.Element("title", tip);
        }

        foreach (var piece in row.Pieces)
        {
            svg.Element(
                "text", piece.Text, ("class", piece.Style.Name), ("x", piece.X), ("y", piece.Y),
                ("text-anchor", piece.Ends ? "end" : null));
        }

        svg.Close().Line();
    }

    private static string Tip(PlacedBox placed) =>
        placed.Box.Entity.Comment is { } comment
            ? $"{placed.Box.Entity.Name.Plain}: {comment}"
            : placed.Box.Entity.Name.Plain;
}

using System.Text;
using Underpin.Design.Drawing.Catalogue;
using Underpin.Design.Drawing.Layout;

namespace Underpin.Design.Drawing.Formats;

/// <summary>A foreign key as SVG: its way with rounded corners, and at each end how many there may be.</summary>
internal static class SvgLine
{
    private const double Corner = 6;

    public static void Write(Markup svg, DrawnLine line, string? hue)
    {
        var relationship = line.Relationship;
        svg.Open("g", ("class", Classes("line", hue, relationship.Optional ? "optional" : null)));
        svg.Element("title", Tip(relationship));
        svg.Element("path", ("class", "way"), ("d", Way(line.Points)));
        ChildMark(svg, line.Points[0], line.Points[1], relationship.OneToOne);
        ParentMark(svg, line.Points[^1], line.Points[^2], relationship.Optional);
        svg.Close().Line();
    }

    /// <summary>Goes on top of the box, which covers what is drawn before it.</summary>
    public static void WriteBracket(Markup svg, DrawnLine line, string? hue)
    {
        if (line.Bracket is not { } bracket)
        {
            return;
        }

        svg.Open("g", ("class", Classes("line", "bracket", hue)));
        svg.Element("title", Tip(line.Relationship));
        svg.Element("path", ("d", FormattableString.Invariant(
            $"M{bracket.X:0.##} {bracket.Top:0.##}V{bracket.Bottom:0.##}M{Say(bracket.Start)}H{bracket.X:0.##}")));
        // As wide as their stroke: filled with the line's own colour.
        foreach (var row in bracket.Rows)
        {
            svg.Element("circle", ("cx", bracket.X), ("cy", row), ("r", 1));
        }

        svg.Close().Line();
    }

    /// <summary>No child or any number: a circle and a crow's foot. None or one: a circle and a bar.</summary>
    public static void ChildMark(Markup svg, Point at, Point towards, bool one)
    {
        var mark = new LineMark(at, towards);
        svg.Element("path", ("d", one ? mark.Bar(7) : mark.CrowsFoot()));
        Circle(svg, mark.Along(one ? 14.5 : 16.5));
    }

    /// <summary>Exactly one parent: two bars. None or one: a bar and a circle.</summary>
    public static void ParentMark(Markup svg, Point at, Point towards, bool optional)
    {
        var mark = new LineMark(at, towards);
        svg.Element("path", ("d", optional ? mark.Bar(6) : $"{mark.Bar(6)}{mark.Bar(10.5)}"));
        if (optional)
        {
            Circle(svg, mark.Along(13.5));
        }
    }

    private static void Circle(Markup svg, Point at) =>
        svg.Element("circle", ("cx", at.X), ("cy", at.Y), ("r", 3.5));

    private static string Way(IReadOnlyList<Point> points)
    {
        var way = new StringBuilder($"M{Say(points[0])}");
        for (var at = 1; at + 1 < points.Count; at++)
        {
            var (before, corner, after) = (points[at - 1], points[at], points[at + 1]);
            var radius = Math.Min(Corner, Math.Min(Distance(before, corner), Distance(corner, after)) / 2);
            way.Append($"L{Say(Towards(corner, before, radius))}Q{Say(corner)} {Say(Towards(corner, after, radius))}");
        }

        return way.Append($"L{Say(points[^1])}").ToString();
    }

    private static Point Towards(Point from, Point to, double distance)
    {
        var all = Distance(from, to);
        return all == 0 ? from : new(
            from.X + ((to.X - from.X) * distance / all), from.Y + ((to.Y - from.Y) * distance / all));
    }

    private static double Distance(Point one, Point other) => Math.Abs(one.X - other.X) + Math.Abs(one.Y - other.Y);

    private static string Classes(params IEnumerable<string?> all) => string.Join(' ', all.OfType<string>());

    private static string Say(Point point) => FormattableString.Invariant($"{point.X:0.##} {point.Y:0.##}");

    private static string Tip(Relationship one) =>
        $"{one.Child.Plain}({string.Join(", ", one.ChildColumns)}) → "
        + $"{one.Parent.Plain}({string.Join(", ", one.ParentColumns)})"
        + (one.Comment is { } comment ? $"\n{comment}" : "") + $"\n{one.Name}: {one.Definition}";
}

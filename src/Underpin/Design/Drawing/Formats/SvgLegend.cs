using Underpin.Design.Drawing.Layout;

namespace Underpin.Design.Drawing.Formats;

/// <summary>What the marks at the ends of lines mean.</summary>
internal static class SvgLegend
{
    private const double Sample = 34;

    private static readonly (string Text, Action<Markup, Point, Point> Mark, bool Dashed)[] _marks =
    [
        ("exactly one", (svg, at, to) => SvgLine.ParentMark(svg, at, to, optional: false), false),
        ("none or one", (svg, at, to) => SvgLine.ParentMark(svg, at, to, optional: true), true),
        ("any number", (svg, at, to) => SvgLine.ChildMark(svg, at, to, one: false), false),
        ("at most one", (svg, at, to) => SvgLine.ChildMark(svg, at, to, one: true), false),
    ];

    private const string Abbreviations = "PK primary key   FK foreign key   U unique";

    public static double Width { get; } =
        _marks.Sum(mark => Room(mark.Text)) + TextWidth.Of(Abbreviations, TextStyle.Caption);

    public static void Write(Markup svg, double left, double y)
    {
        var x = left;
        foreach (var (text, mark, dashed) in _marks)
        {
            svg.Open("g", ("class", dashed ? "line optional" : "line"));
            svg.Element("path", ("class", "way"), ("d", FormattableString.Invariant($"M{x:0.##} {y}h{Sample}")));
            mark(svg, new(x, y), new(x + Sample, y));
            svg.Close();
            svg.Element("text", text, ("class", "caption"), ("x", x + Sample + 7), ("y", y + 4));
            x += Room(text);
        }

        svg.Element("text", Abbreviations, ("class", "caption"), ("x", x), ("y", y + 4), ("xml:space", "preserve"))
            .Line();
    }

    private static double Room(string text) => Sample + 7 + TextWidth.Of(text, TextStyle.Caption) + 22;
}

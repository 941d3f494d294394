using Underpin.Design.Drawing.Layout;

namespace Underpin.Design.Drawing.Formats;

/// <summary>What stands at the end of a line, drawn from the box's side outwards.</summary>
internal sealed class LineMark(Point at, Point towards)
{
    private const double Half = 5;
    private const double FootLength = 12;

    private readonly double _dx = Math.Sign(towards.X - at.X);
    private readonly double _dy = Math.Sign(towards.Y - at.Y);

    /// <summary>A place on the line.</summary>
    public Point Along(double distance) => Place(distance, 0);

    public string Bar(double distance) => $"M{Say(Place(distance, -Half))}L{Say(Place(distance, Half))}";

    public string CrowsFoot() =>
        $"M{Say(Place(0, -Half))}L{Say(Place(FootLength, 0))}L{Say(Place(0, Half))}";

    private Point Place(double along, double across) =>
        new(at.X + (_dx * along) - (_dy * across), at.Y + (_dy * along) + (_dx * across));

    private static string Say(Point point) => FormattableString.Invariant($"{point.X:0.##} {point.Y:0.##}");
}

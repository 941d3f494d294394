using Underpin.Design.Drawing.Layout;

namespace Underpin.Tests.Design.Drawing;

/// <summary>What must hold of every diagram, by measuring it.</summary>
internal static class DrawnGeometry
{
    public static void Check(Diagram diagram)
    {
        foreach (var box in diagram.Boxes)
        {
            Assert.True(box.X >= 0 && box.Y >= 0 && box.Right <= diagram.Width
                && box.Bottom <= diagram.Height, $"{Name(box)} sticks out");
            TextsFit(box.Box);
        }

        foreach (var (one, other) in Pairs(diagram.Boxes))
        {
            Assert.True(
                one.Right <= other.X || other.Right <= one.X || one.Bottom <= other.Y || other.Bottom <= one.Y,
                $"{Name(one)} and {Name(other)} lie on each other");
        }

        foreach (var line in diagram.Lines)
        {
            EndsOnItsBoxes(diagram, line);
            HoldsItsColumns(diagram, line);
            Assert.Equal(
                [], Segments(line).SelectMany(part => diagram.Boxes.Where(box => RunsThrough(part, box)).Select(Name)));
        }

        foreach (var (one, other) in Pairs(diagram.Lines))
        {
            Assert.False(
                Segments(one).Any(part => Segments(other).Any(another => LieOnEachOther(part, another))),
                $"{Say(one)} and {Say(other)} run on each other");
            if (one.Bracket is { } bracket && other.Bracket is { } another)
            {
                Assert.False(
                    Near(bracket.X, another.X) && Share(bracket.Top, bracket.Bottom, another.Top, another.Bottom),
                    $"the columns of {one.Relationship.Name} and {other.Relationship.Name} lie on each other");
            }
        }
    }

    private static void TextsFit(Box box)
    {
        foreach (var row in box.Rows)
        {
            Assert.All(row.Pieces, piece => Assert.True(
                piece.Left >= 4 && piece.Right <= box.Width - 4 && piece.Y <= box.Height - 2,
                $"{piece.Text} does not fit"));
            foreach (var (one, other) in Pairs(row.Pieces))
            {
                Assert.True(one.Right < other.Left || other.Right < one.Left, $"{one.Text} meets {other.Text}");
            }
        }

        foreach (var (above, below) in box.Rows.Zip(box.Rows.Skip(1)))
        {
            Assert.True(above.Top + above.Height <= below.Top + 0.01, "rows overlap");
            Assert.All(above.Pieces.Zip(below.Pieces), pair => Assert.True(
                pair.Second.Y - (pair.Second.Style.Size * 0.75) > pair.First.Y + (pair.First.Style.Size * 0.2),
                "lines of text touch"));
        }
    }

    private static void EndsOnItsBoxes(Diagram diagram, DrawnLine line)
    {
        var child = diagram.Boxes.Single(box => box.Box.Entity.Name == line.Relationship.Child);
        var parent = diagram.Boxes.Single(box => box.Box.Entity.Name == line.Relationship.Parent);
        var first = line.Points[0];
        Assert.True(OnRim(child, first), $"{line.Relationship.Name} does not begin at {Name(child)}");
        Assert.True(OnRim(parent, line.Points[^1]), $"{line.Relationship.Name} does not end at {Name(parent)}");
        Assert.Contains(
            child.Box.Rows.Where(row => row.Column is { } column && line.Relationship.ChildColumns.Contains(column)),
            row => first.Y >= child.Y + row.Top && first.Y <= child.Y + row.Top + row.Height);
    }

    /// <summary>
    /// A key of several columns has a dot in the row of each, and a bar that joins them with its line.
    /// </summary>
    private static void HoldsItsColumns(Diagram diagram, DrawnLine line)
    {
        var columns = line.Relationship.ChildColumns;
        if (columns.Count == 1)
        {
            Assert.Null(line.Bracket);
            return;
        }

        var child = diagram.Boxes.Single(box => box.Box.Entity.Name == line.Relationship.Child);
        var bracket = line.Bracket!;
        Assert.Equal(columns.Select(column => child.Y + child.Box.RowOf(column)).Order(), bracket.Rows.Order());
        Assert.All([.. bracket.Rows, line.Points[0].Y], y =>
            Assert.True(y >= bracket.Top && y <= bracket.Bottom, $"{y} is not on the bar"));
        Assert.True(bracket.X > child.X && bracket.X < child.Right, "the bar is not in the box");
        Assert.All(
            child.Box.Rows.SelectMany(row => row.Pieces),
            piece => Assert.True(bracket.X + 2 < child.X + piece.Left || bracket.X - 2 > child.X
                + piece.Right, $"the bar meets {piece.Text}"));
    }

    private static bool OnRim(PlacedBox box, Point point) =>
        (Near(point.X, box.X) || Near(point.X, box.Right) ? point.Y > box.Y
            && point.Y < box.Bottom : Near(point.Y, box.Bottom))
        && point.X >= box.X - 0.01 && point.X <= box.Right + 0.01;

    private static bool RunsThrough((Point From, Point To) part, PlacedBox box) =>
        Math.Max(part.From.X, part.To.X) > box.X + 0.01 && Math.Min(part.From.X, part.To.X) < box.Right - 0.01
        && Math.Max(part.From.Y, part.To.Y) > box.Y + 0.01 && Math.Min(part.From.Y, part.To.Y) < box.Bottom - 0.01;

    private static bool LieOnEachOther((Point From, Point To) one, (Point From, Point To) other) =>
        (IsLevel(one) && IsLevel(other) && Math.Abs(one.From.Y - other.From.Y) < 2
            && Share(one.From.X, one.To.X, other.From.X, other.To.X))
        || (!IsLevel(one) && !IsLevel(other) && Math.Abs(one.From.X - other.From.X) < 2
            && Share(one.From.Y, one.To.Y, other.From.Y, other.To.Y));

    private static bool Share(double a, double b, double c, double d) =>
        Math.Min(Math.Max(a, b), Math.Max(c, d)) - Math.Max(Math.Min(a, b), Math.Min(c, d)) > 0.5;

    private static bool IsLevel((Point From, Point To) part) => Near(part.From.Y, part.To.Y);

    private static List<(Point From, Point To)> Segments(DrawnLine line)
    {
        List<(Point From, Point To)> parts = [.. line.Points.Zip(line.Points.Skip(1))];
        Assert.All(parts, part => Assert.True(
            Near(part.From.X, part.To.X) || Near(part.From.Y, part.To.Y), $"{line.Relationship.Name} runs aslant"));
        return parts;
    }

    private static IEnumerable<(T One, T Other)> Pairs<T>(IReadOnlyList<T> all) =>
        all.SelectMany((one, at) => all.Skip(at + 1).Select(other => (one, other)));

    private static bool Near(double one, double other) => Math.Abs(one - other) < 0.01;

    private static string Say(DrawnLine line) =>
        $"{line.Relationship.Name} ({string.Join(' ', line.Points.Select(point => $"{point.X:0},{point.Y:0}"))})";

    private static string Name(PlacedBox box) => box.Box.Entity.Name.Plain;
}

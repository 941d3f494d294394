namespace Underpin.Design.Drawing.Layout;

/// <summary>
/// Just inside the child's box, where a foreign key of several columns begins: a bar with a dot in the row of each, so
/// that the line is seen to be of all of them.
/// </summary>
/// <param name="X">Where the bar stands.</param>
/// <param name="Rows">The middles of the columns' rows.</param>
/// <param name="Start">Where the line meets the box.</param>
internal sealed record Bracket(double X, IReadOnlyList<double> Rows, Point Start)
{
    private const double First = 4;
    private const double Step = 4;

    public double Top => Math.Min(Start.Y, Rows.Min());

    public double Bottom => Math.Max(Start.Y, Rows.Max());

    /// <summary>
    /// The room that a box keeps at each side for the keys that begin there, were all at the same one.
    /// </summary>
    public static double Room(int keys) => keys == 0 ? 0 : First + (Step * keys);

    /// <summary>
    /// Gives each line of several columns its bracket; those of a side that would meet stand beside each other.
    /// </summary>
    public static IEnumerable<DrawnLine> Add(IEnumerable<DrawnLine> lines, IReadOnlyList<PlacedBox> boxes)
    {
        var taken = new List<Bracket>();
        foreach (var line in lines)
        {
            if (line.Relationship.ChildColumns.Count == 1)
            {
                yield return line;
                continue;
            }

            var box = boxes.First(one => one.Box.Entity.Name == line.Relationship.Child);
            var rows = line.Relationship.ChildColumns.Select(column => box.Y + box.Box.RowOf(column)).ToList();
            var inwards = line.Points[0].X == box.X ? 1 : -1;
            var bracket = new Bracket(line.Points[0].X + (inwards * First), rows, line.Points[0]);
            while (taken.Exists(bracket.Meets))
            {
                bracket = bracket with { X = bracket.X + (inwards * Step) };
            }

            taken.Add(bracket);
            yield return line with { Bracket = bracket };
        }
    }

    private bool Meets(Bracket other) => X == other.X && Top <= other.Bottom && other.Top <= Bottom;
}

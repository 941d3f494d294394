using Underpin.Design.Drawing.Catalogue;

namespace Underpin.Design.Drawing.Layout;

/// <summary>
/// Where lines meet the sides of boxes: at the row of a foreign key's column, and spread along the parent's side.
/// </summary>
internal static class Ports
{
    /// <summary>What two lines keep from each other.</summary>
    public const double Apart = 13;

    private const double Margin = 13;

    /// <summary>The height that a box needs for its lines.</summary>
    /// <param name="parents">Lines that end at it as the parent.</param>
    /// <param name="rows">Rows at its right side that lines begin at.</param>
    public static double Room(int parents, int rows) => (2 * Margin) + (parents * Apart) + (rows * 2 * Apart);

    /// <summary>Each foreign key at the row of a column of its own, as far as there is one.</summary>
    public static void FixChildren(IEnumerable<Chain> chains)
    {
        foreach (var side in chains.GroupBy(chain => (chain.ChildEnd.Slot, chain.ParentLeft)))
        {
            var taken = side.Key.ParentLeft ? [] : side.Key.Slot.Loops.ToList();
            foreach (var chain in side.OrderBy(chain => chain.Relationship.ChildColumns.Count))
            {
                chain.ChildEnd.Offset = RowOf(chain.Relationship, side.Key.Slot.Box!, taken);
                taken.Add(chain.ChildEnd.Offset);
            }
        }
    }

    /// <summary>
    /// The row of one of a foreign key's columns that no other line begins at; where there is none, beside the first.
    /// </summary>
    public static double RowOf(Relationship relationship, Box child, IReadOnlyCollection<double> taken)
    {
        var rows = relationship.ChildColumns.Select(child.RowOf).ToList();
        var free = rows.Where(row => !taken.Contains(row)).DefaultIfEmpty(double.NaN).First();
        return double.IsNaN(free) ? Beside(rows[0], taken) : free;
    }

    /// <summary>
    /// Parents' ends as near as can be to where their lines go; <paramref name="aim"/> says where that is.
    /// </summary>
    public static void SpreadParents(IEnumerable<Chain> chains, Func<LinkEnd, double> aim)
    {
        foreach (var side in chains.GroupBy(chain => (chain.ParentEnd.Slot, chain.ParentLeft)))
        {
            var slot = side.Key.Slot;
            var ends = side.Select(chain => (chain.ParentEnd, Aim: aim(Opposite(chain)) - slot.Top))
                .OrderBy(one => one.Aim).ToList();
            var (first, last) = (Margin, slot.Height - Margin);
            var places = Spacing.Solve(
                [.. ends.Select(one => Math.Clamp(one.Aim, first, last))],
                [.. ends.Select(_ => 1.0)],
                [.. Enumerable.Repeat(Math.Min(Apart, (last - first) / ends.Count), ends.Count - 1)]);
            var taken =
                (side.Key.ParentLeft ? slot.Rights.Select(link => link.From) : slot.Lefts.Select(link => link.To))
                .Where(end => end.Fixed).Select(end => end.Offset)
                .Concat(side.Key.ParentLeft ? slot.Loops : []).ToList();
            Settle([.. ends.Select(one => one.ParentEnd)], places, taken, first, last);
        }
    }

    // Solved places may stick out by what their neighbours pushed them; and rows of the box's own keys are taken.
    private static void Settle(LinkEnd[] ends, double[] places, List<double> taken, double first, double last)
    {
        var apart = Math.Floor(Math.Min(Apart, (last - first) / ends.Length));
        var least = first;
        for (var end = 0; end < ends.Length; end++)
        {
            places[end] = Free(Math.Max(Math.Round(places[end]), least), 1, taken);
            least = places[end] + apart;
        }

        var most = last;
        for (var end = ends.Length - 1; end >= 0; end--)
        {
            ends[end].Offset = places[end] <= most ? places[end] : Free(most, -1, taken);
            most = ends[end].Offset - apart;
        }
    }

    private static double Free(double place, int step, List<double> taken)
    {
        while (taken.Any(other => Math.Abs(other - place) < Apart * 0.7))
        {
            place += step;
        }

        return place;
    }

    private static LinkEnd Opposite(Chain chain) => chain.ParentLeft ? chain.Links[0].To : chain.Links[^1].From;

    private static double Beside(double row, IReadOnlyCollection<double> taken)
    {
        double[] places = [row - 6, row + 6, row - 3, row + 3];
        return places.Where(place => !taken.Contains(place)).DefaultIfEmpty(row).First();
    }
}

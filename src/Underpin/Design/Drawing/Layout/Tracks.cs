namespace Underpin.Design.Drawing.Layout;

/// <summary>
/// Gives the vertical part of each link in a gap a track of its own, so that no two lines run on each other.
/// </summary>
internal static class Tracks
{
    /// <summary>How far lines keep from each other.</summary>
    public const double Near = 4;

    private const int Overlap = 1000;

    /// <summary>Numbers the tracks of the links that need one; answers how many there are.</summary>
    public static int Assign(IEnumerable<Link> gap)
    {
        var bent = new List<Link>();
        foreach (var link in gap)
        {
            link.Track = null;
            if (link.From.Y != link.To.Y)
            {
                bent.Add(link);
            }
        }

        bent = Order(bent);
        var count = 0;
        for (var at = 0; at < bent.Count; at++)
        {
            // Links that do not touch each other share a track.
            bent[at].Track = bent.Take(at).Where(earlier => Touch(earlier, bent[at]))
                .Select(earlier => earlier.Track!.Value + 1).DefaultIfEmpty(0).Max();
            count = Math.Max(count, bent[at].Track!.Value + 1);
        }

        return count;
    }

    /// <summary>
    /// Starts with those that go up, longest first, then exchanges neighbours and moves single ones while it helps.
    /// </summary>
    private static List<Link> Order(List<Link> links)
    {
        var order = links.OrderBy(link => link.To.Y > link.From.Y ? -link.From.Y : link.From.Y).ToList();
        for (var (better, round) = (true, 0); better && round < 20; round++)
        {
            better = false;
            foreach (var link in order.ToList())
            {
                var from = order.IndexOf(link);
                order.RemoveAt(from);
                var costs = Enumerable.Range(0, order.Count + 1).Select(to => Cost(order, link, to)).ToList();
                var to = costs[from] == costs.Min() ? from : costs.IndexOf(costs.Min());
                better |= to != from;
                order.Insert(to, link);
            }
        }

        return order;
    }

    private static int Cost(List<Link> order, Link link, int to) =>
        order.Select((other, at) => at < to ? Cost(other, link) : Cost(link, other)).Sum();

    /// <summary>
    /// What it costs that one is on the left of the other: crossings, and parts that lie on each other.
    /// </summary>
    private static int Cost(Link left, Link right) =>
        (Within(right.From.Y, left) ? 1 : 0) + (Within(left.To.Y, right) ? 1 : 0)
        // The left one goes on to the right at this height, where the right one comes from.
        + (RunsOn(left, right) ? Overlap : 0);

    /// <summary>
    /// The links that lie on each other whatever the order of their tracks: each goes where the other comes from.
    /// </summary>
    public static IEnumerable<(Link One, Link Other)> Overlaps(IEnumerable<Link> gap)
    {
        var bent = gap.Where(link => link.Track is not null).ToList();
        return from one in bent
               from other in bent
               where one.Track < other.Track && RunsOn(one, other)
               select (one, other);
    }

    private static bool RunsOn(Link left, Link right) => Math.Abs(left.To.Y - right.From.Y) < Near;

    private static bool Within(double y, Link link) => y > Top(link) && y < Bottom(link);

    private static bool Touch(Link one, Link other) =>
        Top(one) - Near < Bottom(other) && Top(other) - Near < Bottom(one);

    private static double Top(Link link) => Math.Min(link.From.Y, link.To.Y);

    private static double Bottom(Link link) => Math.Max(link.From.Y, link.To.Y);
}

namespace Underpin.Design.Drawing.Layout;

/// <summary>
/// Orders the slots of each layer so that few lines cross: barycentres, then exchanges of neighbours.
/// </summary>
internal sealed class Ordering(Layers layers)
{
    private const int Sweeps = 12;

    public static void Improve(Layers layers) => new Ordering(layers).Improve();

    /// <summary>How often the links of a gap cross.</summary>
    public static int Crossings(IEnumerable<Link> gap)
    {
        var links = gap.ToList();
        var crossings = 0;
        for (var one = 0; one < links.Count; one++)
        {
            for (var other = one + 1; other < links.Count; other++)
            {
                crossings += Cross(links[one], links[other]) ? 1 : 0;
            }
        }

        return crossings;
    }

    private static bool Cross(Link one, Link other) =>
        !one.From.IsLevelWith(other.From) && !one.To.IsLevelWith(other.To)
        && (one.From.Rank < other.From.Rank) != (one.To.Rank < other.To.Rank);

    private void Improve()
    {
        var best = Keep();
        var fewest = Total();
        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            Sweep(toRight: sweep % 2 == 0);
            Exchange();
            if (Total() is var crossings && crossings < fewest)
            {
                fewest = crossings;
                best = Keep();
            }
        }

        for (var layer = 0; layer < best.Count; layer++)
        {
            layers.Arrange(layer, best[layer]);
        }
    }

    private List<List<Slot>> Keep() => [.. layers.Slots.Select(layer => layer.ToList())];

    private int Total() => Enumerable.Range(0, layers.Slots.Count).Sum(layer => Crossings(layers.Gap(layer)));

    private void Sweep(bool toRight)
    {
        for (var step = 1; step < layers.Slots.Count; step++)
        {
            var layer = toRight ? step : layers.Slots.Count - 1 - step;
            // A stable sort: what is tied to nothing on that side keeps its place.
            layers.Arrange(layer, layers.Slots[layer].OrderBy(slot => Barycentre(slot, toRight)));
        }
    }

    private static double Barycentre(Slot slot, bool toRight)
    {
        var ends = toRight ? slot.Lefts.Select(link => link.From) : slot.Rights.Select(link => link.To);
        return ends.Select(end => end.Rank).DefaultIfEmpty(slot.Order).Average();
    }

    private void Exchange()
    {
        for (var (better, round) = (true, 0); better && round < 8; round++)
        {
            better = false;
            for (var layer = 0; layer < layers.Slots.Count; layer++)
            {
                for (var place = 0; place + 1 < layers.Slots[layer].Count; place++)
                {
                    better |= Exchange(layer, place);
                }
            }
        }
    }

    private bool Exchange(int layer, int place)
    {
        var (above, below) = (layers.Slots[layer][place], layers.Slots[layer][place + 1]);
        var before = Around(above, below);
        (above.Order, below.Order) = (below.Order, above.Order);
        if (Around(above, below) < before)
        {
            layers.Arrange(layer, layers.Slots[layer].OrderBy(slot => slot.Order));
            return true;
        }

        (above.Order, below.Order) = (below.Order, above.Order);
        return false;
    }

    private static int Around(Slot one, Slot other) =>
        Crossings(one.Lefts.Concat(other.Lefts)) + Crossings(one.Rights.Concat(other.Rights));
}

namespace Underpin.Design.Drawing.Layout;

/// <summary>Gives every slot its height on the page, so that lines are as straight as can be.</summary>
internal static class Placement
{
    private const int Rounds = 24;

    public static void Place(Layers layers)
    {
        foreach (var layer in layers.Slots)
        {
            Settle(layer, _ => 0, _ => 1);
        }

        for (var round = 0; round < Rounds; round++)
        {
            // Last of all, what both sides want.
            var (lefts, rights) = round >= Rounds - 6 ? (true, true) : (round % 2 == 0, round % 2 == 1);
            foreach (var layer in rights && !lefts ? layers.Slots.Reverse() : layers.Slots)
            {
                Settle(layer, slot => Wanted(slot, lefts, rights), slot => Weight(slot, lefts, rights));
            }

            Ports.SpreadParents(layers.Chains, end => end.Y);
        }

        // Whole pixels: then a line is level or it is not.
        foreach (var slot in layers.Slots.SelectMany(layer => layer))
        {
            slot.Top = Math.Round(slot.Top);
        }

        Straighten(layers);
        Ports.SpreadParents(layers.Chains, end => end.Y);
        var top = layers.Slots.SelectMany(layer => layer).Select(slot => slot.Top).DefaultIfEmpty(0).Min();
        foreach (var slot in layers.Slots.SelectMany(layer => layer))
        {
            slot.Top -= top;
        }
    }

    private static void Settle(List<Slot> layer, Func<Slot, double> wanted, Func<Slot, double> weight)
    {
        var tops = Spacing.Solve(
            [.. layer.Select(wanted)],
            [.. layer.Select(weight)],
            [.. layer.Zip(layer.Skip(1), (above, below) => above.Height + Slot.Between(above, below))]);
        foreach (var (slot, top) in layer.Zip(tops))
        {
            slot.Top = top;
        }
    }

    private static double Wanted(Slot slot, bool lefts, bool rights)
    {
        var links = Links(slot, lefts, rights).ToList();
        return links.Count == 0
            ? slot.Top
            : links.Sum(one => one.Weight * (one.There.Y - one.Here.Offset)) / links.Sum(one => one.Weight);
    }

    private static double Weight(Slot slot, bool lefts, bool rights) =>
        Links(slot, lefts, rights).Select(one => one.Weight).Append(0.1).Sum();

    private static IEnumerable<(LinkEnd Here, LinkEnd There, double Weight)> Links(
        Slot slot, bool lefts, bool rights) =>
        (lefts ? slot.Lefts.Select(link => (link.To, link.From, link.Weight)) : [])
        .Concat(rights ? slot.Rights.Select(link => (link.From, link.To, link.Weight)) : []);

    /// <summary>
    /// Moves each lane, within the room that its neighbours leave, level with the fixed end of its line.
    /// </summary>
    private static void Straighten(Layers layers)
    {
        foreach (var chain in layers.Chains.Where(chain => chain.Links.Count > 1))
        {
            var lanes = chain.Links.Skip(1).Select(link => link.From.Slot);
            var aim = chain.ChildEnd.Y;
            foreach (var lane in chain.ParentLeft ? lanes.Reverse() : lanes)
            {
                var layer = layers.Slots[lane.Layer];
                var above = lane.Order == 0 ? null : layer[lane.Order - 1];
                var below = lane.Order + 1 == layer.Count ? null : layer[lane.Order + 1];
                var least = above is null ? double.MinValue : above.Top + above.Height + Slot.Between(above, lane);
                var most = below is null ? double.MaxValue : below.Top - Slot.Between(lane, below);
                lane.Top = aim = Math.Clamp(aim, Math.Min(least, lane.Top), Math.Max(most, lane.Top));
            }
        }
    }
}

namespace Underpin.Design.Drawing.Layout;

/// <summary>Parts lines that would run on each other for a while, by moving an end of one of them a little.</summary>
internal static class Overlaps
{
    private const int Rounds = 24;

    // The nearest first.
    private static readonly double[] _moves =
        [.. Enumerable.Range(2, 24).SelectMany(move => new[] { 2.0 * move, -2.0 * move })];

    public static void Part(Layers layers)
    {
        for (var (found, round) = (true, 0); found && round < Rounds; round++)
        {
            found = false;
            for (var layer = 0; layer < layers.Slots.Count; layer++)
            {
                Tracks.Assign(layers.Gap(layer));
                foreach (var (one, other) in Tracks.Overlaps(layers.Gap(layer)).ToList())
                {
                    found = true;
                    LinkEnd[] ends = [one.To, other.From, one.From, other.To];
                    // What did not help in one round is not what is tried first in the next.
                    _ = ends.Skip(round % 4).Concat(ends.Take(round % 4)).Any(end => Move(layers, end));
                }
            }
        }
    }

    private static bool Move(Layers layers, LinkEnd end) =>
        end.Slot.Box is null ? MoveLane(layers, end.Slot) : !end.Fixed && MovePort(end);

    private static bool MovePort(LinkEnd end)
    {
        var others = end.Slot.Rights.Select(link => link.From).Concat(end.Slot.Lefts.Select(link => link.To))
            .Where(other => other != end).Select(other => other.Offset).Concat(end.Slot.Loops).ToList();
        var free = _moves.Select(move => end.Offset + move)
            .Where(place => place > 8 && place < end.Slot.Height - 8)
            .Where(place => others.All(other => Math.Abs(other - place) >= Tracks.Near + 1))
            .ToList();
        if (free.Count > 0)
        {
            end.Offset = free[0];
        }

        return free.Count > 0;
    }

    private static bool MoveLane(Layers layers, Slot lane)
    {
        var layer = layers.Slots[lane.Layer];
        var above = lane.Order == 0 ? null : layer[lane.Order - 1];
        var least = above is null
            ? double.MinValue
            : above.Top + above.Height + (above.Box is null ? Tracks.Near + 1 : Slot.Between(above, lane));
        var most = lane.Order + 1 == layer.Count ? double.MaxValue : layer[lane.Order + 1].Top - Tracks.Near - 1;
        var free = _moves.Select(move => lane.Top + move).Where(place => place >= least && place <= most).ToList();
        if (free.Count > 0)
        {
            lane.Top = free[0];
        }

        return free.Count > 0;
    }
}

namespace Underpin.Design.Drawing.Layout;

/// <summary>A place in a layer: a box, or a lane in which a line passes between the boxes.</summary>
internal sealed class Slot(int layer, Box? box)
{
    public int Layer { get; } = layer;

    /// <summary>Null for a lane.</summary>
    public Box? Box { get; } = box;

    public double Height { get; } = box?.Height ?? 0;

    public double Top { get; set; }

    /// <summary>Its number in the layer, from above.</summary>
    public int Order { get; set; }

    /// <summary>Links to the layer on the left.</summary>
    public List<Link> Lefts { get; } = [];

    /// <summary>Links to the layer on the right.</summary>
    public List<Link> Rights { get; } = [];

    /// <summary>Offsets on the right side that keys of the box to itself take.</summary>
    public List<double> Loops { get; } = [];

    /// <summary>The room that two neighbours in a layer keep.</summary>
    public static double Between(Slot above, Slot below) =>
        // Keys of a box to itself turn below it.
        (above.Loops.Count == 0 ? 0 : 8 + (5 * above.Loops.Count)) + (above.Box, below.Box) switch
        {
            (not null, not null) => 34,
            (null, null) => 11,
            _ => 16,
        };
}

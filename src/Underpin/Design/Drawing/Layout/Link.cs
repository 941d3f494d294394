namespace Underpin.Design.Drawing.Layout;

/// <summary>The part of a line that crosses the gap between two neighbouring layers.</summary>
internal sealed class Link(Slot from, Slot to)
{
    /// <summary>On the left.</summary>
    public LinkEnd From { get; } = new(from);

    /// <summary>On the right.</summary>
    public LinkEnd To { get; } = new(to);

    /// <summary>How much it matters that this part is straight: a bend between boxes is the worst.</summary>
    public double Weight => (From.Slot.Box, To.Slot.Box) switch
    {
        (null, null) => 8,
        (not null, not null) => 1,
        _ => 2,
    };

    /// <summary>Where its vertical runs, counted from the left; null where it needs none.</summary>
    public int? Track { get; set; }

    public static Link Between(Slot from, Slot to)
    {
        var link = new Link(from, to);
        from.Rights.Add(link);
        to.Lefts.Add(link);
        return link;
    }
}

namespace Underpin.Design.Drawing.Layout;

/// <summary>Where a link meets a slot.</summary>
internal sealed class LinkEnd(Slot slot)
{
    public Slot Slot { get; } = slot;

    /// <summary>Below the slot's top.</summary>
    public double Offset { get; set; }

    /// <summary>At the row of a column, which cannot be chosen.</summary>
    public bool Fixed { get; set; }

    public double Y => Slot.Top + Offset;

    /// <summary>For counting crossings: ends that can still be chosen lie in no order.</summary>
    public double Rank => Slot.Order + (Fixed ? Offset / (Slot.Height + 1) : 0);

    public bool IsLevelWith(LinkEnd other) =>
        Slot == other.Slot && !(Fixed && other.Fixed && Offset != other.Offset);
}

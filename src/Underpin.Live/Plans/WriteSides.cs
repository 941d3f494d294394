namespace Underpin.Live.Plans;

/// <summary>What one write does under one plan.</summary>
/// <param name="Leader">The side whose failure is the write's failure.</param>
/// <param name="Both">Whether the other side follows.</param>
internal readonly record struct WriteSides(Side Leader, bool Both)
{
    public Side Follower => Leader == Side.Old ? Side.New : Side.Old;

    public bool UsesOld => Both || Leader == Side.Old;
}

namespace Underpin.Live.Plans;

/// <summary>How a side is named in tables and metrics.</summary>
internal static class SideName
{
    public static string Of(Side side) => side == Side.Old ? "old" : "new";
}

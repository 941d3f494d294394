namespace Underpin.Live.Plans;

/// <summary>One of the two schemas.</summary>
internal enum Side
{
    Old,
    New,
}

namespace Underpin.Live.Shadow;

/// <summary>What became of the shadow reads of one path since the counts were last written.</summary>
internal sealed record ShadowCounts(int Compared = 0, int Mismatched = 0, int Failed = 0, int Shed = 0)
{
    public static ShadowCounts operator +(ShadowCounts left, ShadowCounts right) => new(
        left.Compared + right.Compared, left.Mismatched + right.Mismatched, left.Failed + right.Failed,
        left.Shed + right.Shed);
}

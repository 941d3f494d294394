namespace Underpin.Demo.Traffic;

/// <summary>Counts times in buckets that are each 2 % wider than the one before: small, and exact to 2 %.</summary>
internal sealed class Histogram
{
    private const double Smallest = 0.01; // ms
    private const double Growth = 1.02;

    private readonly long[] _buckets = new long[1_000];

    public void Add(double milliseconds) => Interlocked.Increment(ref _buckets[Bucket(milliseconds)]);

    /// <summary>Milliseconds that so many percent stay within; 0 where nothing was counted.</summary>
    public double Percentile(double percent)
    {
        var wanted = (long)Math.Ceiling(_buckets.Sum() * percent / 100);
        var seen = 0L;
        for (var i = 0; wanted > 0 && i < _buckets.Length; i++)
        {
            seen += _buckets[i];
            if (seen >= wanted)
            {
                return Smallest * Math.Pow(Growth, i);
            }
        }

        return 0;
    }

    private int Bucket(double milliseconds) => milliseconds <= Smallest
        ? 0
        : Math.Min(_buckets.Length - 1, (int)Math.Ceiling(Math.Log(milliseconds / Smallest) / Math.Log(Growth)));
}

namespace Golf.Seeding;

/// <summary>Every combination of one word from each list, each once, in an order that looks like chance.</summary>
internal sealed class MixedRadix
{
    private readonly string[][] _lists;
    private readonly long _stride;

    public MixedRadix(params string[][] lists)
    {
        _lists = lists;
        Count = lists.Aggregate(1L, (product, list) => product * list.Length);
        // A stride without a common divisor visits every combination before it comes back to the first.
        _stride = (long)(Count * 0.618034) | 1;
        while (GreatestCommonDivisor(_stride, Count) != 1)
        {
            _stride += 2;
        }
    }

    /// <summary>How many combinations there are.</summary>
    public long Count { get; }

    /// <summary>The words of one combination; an index past the end comes back to the first.</summary>
    public string[] this[long index]
    {
        get
        {
            var rest = (long)((Int128)(index % Count) * _stride % Count);
            var words = new string[_lists.Length];
            for (var i = 0; i < _lists.Length; i++)
            {
                (rest, var digit) = Math.DivRem(rest, _lists[i].Length);
                words[i] = _lists[i][digit];
            }

            return words;
        }
    }

    private static long GreatestCommonDivisor(long a, long b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}

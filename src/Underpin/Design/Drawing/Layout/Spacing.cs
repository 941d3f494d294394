namespace Underpin.Design.Drawing.Layout;

/// <summary>
/// Puts things in a row, each as near as can be to where it wants to be, with a least distance between them.
/// </summary>
/// <remarks>
/// Isotonic regression by pooling adjacent violators: the exact least-squares answer, in one pass.
/// https://en.wikipedia.org/wiki/Isotonic_regression
/// </remarks>
internal static class Spacing
{
    /// <param name="wanted">In the order of the row.</param>
    /// <param name="weights">How much each one matters.</param>
    /// <param name="steps">The least distance of each one to the next; one fewer than there are things.</param>
    public static double[] Solve(
        IReadOnlyList<double> wanted, IReadOnlyList<double> weights, IReadOnlyList<double> steps)
    {
        // Without the least distances it is a plain monotone fit.
        var shift = new double[wanted.Count];
        for (var at = 1; at < wanted.Count; at++)
        {
            shift[at] = shift[at - 1] + steps[at - 1];
        }

        var pools = new Stack<(double Mean, double Weight, int Count)>();
        for (var at = 0; at < wanted.Count; at++)
        {
            var pool = (Mean: wanted[at] - shift[at], Weight: weights[at], Count: 1);
            while (pools.TryPeek(out var above) && above.Mean > pool.Mean)
            {
                pools.Pop();
                var weight = above.Weight + pool.Weight;
                pool = (((above.Mean * above.Weight) + (pool.Mean * pool.Weight)) / weight, weight,
                    above.Count + pool.Count);
            }

            pools.Push(pool);
        }

        var means = pools.Reverse().SelectMany(pool => Enumerable.Repeat(pool.Mean, pool.Count));
        return [.. means.Select((mean, at) => mean + shift[at])];
    }
}

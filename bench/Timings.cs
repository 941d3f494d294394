using System.Diagnostics;

namespace Underpin.Bench;

/// <summary>
/// Two ways to do the same, timed turn by turn in one run, so that whatever else the machine does meets both.
/// </summary>
internal sealed class Timings
{
    private readonly List<double> _base = [];
    private readonly List<double> _ours = [];

    public static async Task<Timings> TakeAsync(
        int count, Func<int, Task> @base, Func<int, Task> ours, CancellationToken cancellationToken)
    {
        for (var i = 0; i < count / 4; i++)
        {
            await @base(i);
            await ours(i);
        }

        var timings = new Timings();
        for (var i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (i % 2 == 0)
            {
                timings._base.Add(await TimeAsync(@base, i));
                timings._ours.Add(await TimeAsync(ours, i));
            }
            else
            {
                timings._ours.Add(await TimeAsync(ours, i));
                timings._base.Add(await TimeAsync(@base, i));
            }
        }

        return timings;
    }

    /// <summary>The medians and their ratio.</summary>
    public IReadOnlyList<Figure> Figures(string name, string baseName, double? goal) =>
    [
        new($"{name}: p50", Median(_ours), Goal: null, "ms"),
        new($"{baseName}: p50", Median(_base), Goal: null, "ms"),
        new($"{name} / {baseName}", Median(_ours) / Median(_base), goal),
    ];

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static async Task<double> TimeAsync(Func<int, Task> work, int i)
    {
        var start = Stopwatch.GetTimestamp();
        await work(i);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}

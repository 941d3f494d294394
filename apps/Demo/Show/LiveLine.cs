using System.Globalization;
using Underpin.Demo.Traffic;

namespace Underpin.Demo.Show;

/// <summary>Says, as long as the traffic flows, how it fares: requests a second, failures, p50 and p99.</summary>
internal sealed class LiveLine(Screen screen, Tally tally, TimeProvider time)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var every = TimeSpan.FromSeconds(screen.Plain ? 5 : 1);
        using var timer = new PeriodicTimer(every, time);
        var before = tally.Requests;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            var now = tally.Requests;
            var recent = tally.TakeRecent();
            screen.Live(string.Create(
                CultureInfo.InvariantCulture,
                $"  ~ {screen.Elapsed()}  {(now - before) / every.TotalSeconds,4:F0} requests a second  "
                + $"{tally.Failed} failed  {tally.Changed} changed  "
                + $"p50 {recent.Percentile(50),5:F1} ms  p99 {recent.Percentile(99),6:F1} ms"));
            before = now;
        }

        screen.Live(null);
    }
}

using Underpin.Demo.Show;

namespace Underpin.Demo.Traffic;

/// <summary>The visitors, from when it is made until it is disposed; the answers still out are waited for.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly Task _visits;
    private readonly Task _shown;

    public Crowd(Visitors visitors, LiveLine line)
    {
        _visits = Task.Run(() => visitors.RunAsync(_stop.Token, _abort.Token));
        _shown = Task.Run(() => line.RunAsync(_stop.Token));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _abort.CancelAfter(TimeSpan.FromSeconds(10));
        await _shown;
        await _visits;
        _stop.Dispose();
        _abort.Dispose();
    }
}

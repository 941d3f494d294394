using System.Net;
using System.Net.Sockets;

namespace Underpin.Bench;

/// <summary>
/// Stands between client and server and counts how often the client speaks after the server did: the round trips,
/// whatever they hold.
/// </summary>
internal sealed class RoundTrips : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _server;
    private Task _running = Task.CompletedTask;
    private int _count;

    private RoundTrips(int server) => _server = server;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public static RoundTrips To(int server)
    {
        var proxy = new RoundTrips(server);
        proxy._listener.Start();
        proxy._running = proxy.AcceptAsync();
        return proxy;
    }

    public async Task<int> CountAsync(Func<Task> work)
    {
        Interlocked.Exchange(ref _count, 0);
        await work();
        return Volatile.Read(ref _count);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_end.Token);
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(IPAddress.Loopback, _server, _end.Token);
            var turn = new Turn();
            await Task.WhenAny(
                PassAsync(client.GetStream(), server.GetStream(), () => Count(turn)),
                PassAsync(server.GetStream(), client.GetStream(), () => Volatile.Write(ref turn.Clients, 0)));
        }
    }

    private void Count(Turn turn)
    {
        if (Interlocked.Exchange(ref turn.Clients, 1) == 0)
        {
            Interlocked.Increment(ref _count);
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, Action heard)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, _end.Token) is var read and > 0)
        {
            heard();
            await to.WriteAsync(buffer.AsMemory(0, read), _end.Token);
        }
    }

    private sealed class Turn
    {
        public int Clients;
    }
}

using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Underpin.Tests.Live;

/// <summary>
/// Stands between clients and a server as a pooler does: each session has another number to its client.
/// </summary>
/// <remarks>https://www.postgresql.org/docs/current/protocol-message-formats.html</remarks>
internal sealed class Pooler : IAsyncDisposable
{
    private const int Shift = 1_000_000_000;
    private const int CancelRequest = 80877102;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _server;
    private readonly Task _running;

    private Pooler(NpgsqlDataSource server)
    {
        var settings = new NpgsqlConnectionStringBuilder(server.ConnectionString);
        _server = settings.Port;
        _listener.Start();
        settings.Host = IPAddress.Loopback.ToString();
        settings.Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        settings.SslMode = SslMode.Disable;
        Clients = NpgsqlDataSource.Create(settings);
        _running = AcceptAsync();
    }

    public NpgsqlDataSource Clients { get; }

    public static Pooler Before(NpgsqlDataSource server) => new(server);

    public async ValueTask DisposeAsync()
    {
        await Clients.DisposeAsync();
        await _end.CancelAsync();
        _listener.Dispose();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(IPAddress.Loopback, _server, _end.Token);
            await Task.WhenAny(
                RequestAsync(client.GetStream(), server.GetStream()),
                AnswerAsync(server.GetStream(), client.GetStream()));
        }
    }

    // The first message has no type; one that asks to cancel names the session by the number that the client knows.
    private async Task RequestAsync(NetworkStream client, NetworkStream server)
    {
        var length = new byte[4];
        await client.ReadExactlyAsync(length, _end.Token);
        var body = new byte[BinaryPrimitives.ReadInt32BigEndian(length) - 4];
        await client.ReadExactlyAsync(body, _end.Token);
        if (BinaryPrimitives.ReadInt32BigEndian(body) == CancelRequest)
        {
            Move(body.AsSpan(4), -Shift);
        }

        await server.WriteAsync(length, _end.Token);
        await server.WriteAsync(body, _end.Token);
        await client.CopyToAsync(server, _end.Token);
    }

    private async Task AnswerAsync(NetworkStream server, NetworkStream client)
    {
        var head = new byte[5];
        do
        {
            await server.ReadExactlyAsync(head, _end.Token);
            var body = new byte[BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1)) - 4];
            await server.ReadExactlyAsync(body, _end.Token);
            if (head[0] == 'K')
            {
                Move(body, Shift);
            }

            await client.WriteAsync(head, _end.Token);
            await client.WriteAsync(body, _end.Token);
        }
        while (head[0] != 'Z');

        await server.CopyToAsync(client, _end.Token);
    }

    private static void Move(Span<byte> number, int by) => BinaryPrimitives.WriteInt32BigEndian(
        number, BinaryPrimitives.ReadInt32BigEndian(number) + by);
}

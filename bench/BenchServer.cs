using Underpin.Postgres.Local;

namespace Underpin.Bench;

/// <summary>A PostgreSQL server for one bench, as durable as in production (fsync on).</summary>
internal sealed class BenchServer(LocalServer server) : IAsyncDisposable
{
    public static async Task<BenchServer> StartAsync(CancellationToken cancellationToken) => new(
        await LocalServer.StartAsync(
            Path.Combine(Path.GetTempPath(), $"underpin-bench-{Environment.ProcessId}"),
            new Dictionary<string, string> { ["fsync"] = "on" },
            cancellationToken));

    public int Port => server.Port;

    public string ConnectionString => server.ConnectionString("postgres");

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(server.DataDirectory, recursive: true);
    }
}

using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Underpin.Postgres.Local;

/// <summary>A private PostgreSQL server on loopback, with a data directory of its own.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly ServerPrograms _programs;

    private LocalServer(ServerPrograms programs, string dataDirectory, int port)
    {
        _programs = programs;
        DataDirectory = dataDirectory;
        Port = port;
    }

    public string DataDirectory { get; }

    public int Port { get; }

    /// <summary>Starts a server in this directory, which is created where it does not exist.</summary>
    /// <param name="dataDirectory">A full path; its parents must be open to every user where this runs as root.</param>
    /// <param name="settings">Server settings by name, such as <c>fsync</c>.</param>
    public static async Task<LocalServer> StartAsync(
        string dataDirectory, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var programs = ServerPrograms.Find() ?? throw new UnderpinException(
            "local.programs", "PostgreSQL's server programs are not on this machine.",
            "Install them (Debian: apt-get install postgresql; macOS: brew install postgresql@17).");
        if (!File.Exists(Path.Combine(dataDirectory, "PG_VERSION")))
        {
            Directory.CreateDirectory(dataDirectory);
            await Unprivileged.OwnAsync(dataDirectory, cancellationToken);
            await Unprivileged.RunAsync(
                programs["initdb"],
                ["-D", dataDirectory, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
                cancellationToken);
        }

        var server = new LocalServer(programs, dataDirectory, FreePort());
        var options = string.Join(' ', settings
            .Append(new("listen_addresses", "127.0.0.1"))
            .Append(new("unix_socket_directories", ""))
            .Append(new("port", $"{server.Port}"))
            .Select(setting => $"-c {setting.Key}='{setting.Value}'"));
        await Unprivileged.RunAsync(
            programs["pg_ctl"],
            ["-D", dataDirectory, "-w", "-l", Path.Combine(dataDirectory, "server.log"), "-o", options, "start"],
            cancellationToken);
        return server;
    }

    /// <summary>How a client reaches a database of this server, as its superuser.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = "postgres",
        Database = database,
    }.ConnectionString;

    public async Task StopAsync() =>
        await Unprivileged.RunAsync(
            _programs["pg_ctl"], ["-D", DataDirectory, "-m", "immediate", "-w", "stop"], CancellationToken.None);

    public async ValueTask DisposeAsync() => await StopAsync();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

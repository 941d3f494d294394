using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Underpin.Postgres.Local;

/// <summary>A private PostgreSQL server on loopback, with a data directory of its own.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private const int Attempts = 5;

    private readonly ServerPrograms _programs;
    private readonly string? _password;

    private LocalServer(ServerPrograms programs, string dataDirectory, int port, string? password)
    {
        _programs = programs;
        _password = password;
        DataDirectory = dataDirectory;
        Port = port;
    }

    public string DataDirectory { get; }

    public int Port { get; }

    /// <summary>Starts a server that everybody on this machine may enter, for tests.</summary>
    /// <param name="dataDirectory">A full path; its parents must be open to every user where this runs as root.</param>
    /// <param name="settings">Server settings by name, such as <c>fsync</c>.</param>
    public static Task<LocalServer> StartAsync(
        string dataDirectory, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken) =>
        StartAsync(new LocalServerOptions { DataDirectory = dataDirectory, Settings = settings }, cancellationToken);

    /// <summary>Starts a server in this directory, which is made first where it does not exist.</summary>
    public static async Task<LocalServer> StartAsync(LocalServerOptions options, CancellationToken cancellationToken)
    {
        var programs = await ServerPrograms.FindServerAsync(cancellationToken)
            ?? await EmbeddedPrograms.OfUser().FindOrFetchAsync(options.Told, cancellationToken)
            ?? throw NoPrograms();
        return await StartAsync(programs, options, cancellationToken);
    }

    public static async Task<LocalServer> StartAsync(
        ServerPrograms programs, LocalServerOptions options, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(options.DataDirectory, "PG_VERSION")))
        {
            await DataDirectories.MakeAsync(programs, options, cancellationToken);
        }

        Postmaster.Forget(options.DataDirectory);
        for (var attempt = 1; ; attempt++)
        {
            var port = options.Port is { } asked && (options.PortIsFixed || (attempt == 1 && IsFree(asked)))
                ? asked
                : FreePort();
            if (await ServerStart.TryAsync(programs, options, port, cancellationToken) is not { } failure)
            {
                return new(programs, options.DataDirectory, port, options.Password);
            }

            // Between finding a free port and binding it, somebody else may have taken it.
            if (failure.Code != ServerStart.PortTaken || options.PortIsFixed || attempt == Attempts)
            {
                throw failure;
            }
        }
    }

    /// <summary>How a client reaches a database of this server, as its superuser.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = "postgres",
        Password = _password,
        Database = database,
    }.ConnectionString;

    /// <summary>Ends it without a checkpoint: what is in it is not wanted any more.</summary>
    public async Task StopAsync() => await Unprivileged.Here.RunAsync(
        _programs["pg_ctl"], ["-D", DataDirectory, "-m", "immediate", "-w", "stop"], CancellationToken.None);

    public async ValueTask DisposeAsync() => await StopAsync();

    private static UnderpinException NoPrograms() => new(
        "local.programs",
        $"PostgreSQL's server programs ({ServerPrograms.OldestMajor} to {ServerPrograms.NewestMajor}) "
        + "are not on this machine, and npm, which could fetch them, did not.",
        OperatingSystem.IsMacOS() ? "Install them: brew install postgresql@18"
        : File.Exists("/etc/debian_version") ? "Install them: sudo apt-get install postgresql"
        : File.Exists("/etc/fedora-release") ? "Install them: sudo dnf install postgresql-server"
        : File.Exists("/etc/alpine-release") ? "Install them: apk add postgresql"
        : "Install them: https://www.postgresql.org/download/");

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using Npgsql;

namespace Underpin.Postgres.Local;

/// <summary>
/// The server of <c>underpin local</c>: it outlives the command, and only its user knows the password.
/// </summary>
/// <param name="directory">Holds the data directory and the password; a full path.</param>
public sealed class PrivateServer(string directory)
{
    private readonly string _passwordFile = Path.Combine(directory, "password");
    private readonly string _portFile = Path.Combine(directory, "port");

    /// <summary>What PostgreSQL keeps: <c>data</c> in the directory.</summary>
    public string DataDirectory { get; } = Path.Combine(directory, "data");

    /// <summary>
    /// In the user's folder for data; root's own folders are closed to the user that the server runs as.
    /// </summary>
    public static string UsualDirectory() => Unprivileged.Here.User is not null
        ? "/var/lib/underpin/local"
        : Path.Combine(Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "underpin",
            "local");

    /// <summary>The server that runs; null where none does.</summary>
    public Postmaster? Running() => Postmaster.In(DataDirectory);

    /// <summary>Starts it where it does not run, and makes the database where it is not there.</summary>
    /// <param name="database">Its name.</param>
    /// <param name="port">On loopback; null: the one it had last, else any that is free.</param>
    /// <param name="told">Told what is fetched and started; null for nobody.</param>
    /// <returns>How a client reaches the database, and whether the server ran before.</returns>
    public Task<PrivateServerStart> StartAsync(
        string database, int? port, IProgress<string>? told, CancellationToken cancellationToken) =>
        ServerFailure.ToldAsync(async () =>
        {
            Directory.CreateDirectory(directory);
            await using var alone = await LockAsync(cancellationToken);
            var running = Running();
            if (running is not null && port is { } asked && asked != running.Port)
            {
                throw new UnderpinException(
                    "local.running", $"The server in {directory} runs already, on port {running.Port}.",
                    "Stop it first with `underpin local stop`, or leave --port away.");
            }

            var at = running?.Port ?? await StartServerAsync(port, told, cancellationToken);
            var settings = new NpgsqlConnectionStringBuilder
            {
                Host = "127.0.0.1",
                Port = at,
                Username = "postgres",
                Password = await PasswordAsync(cancellationToken),
                Database = database,
            };
            await MakeDatabaseAsync(settings, cancellationToken);
            return new PrivateServerStart(settings.ConnectionString, at, RanAlready: running is not null);
        });

    /// <summary>Stops it cleanly.</summary>
    /// <returns>False where none ran.</returns>
    public async Task<bool> StopAsync(CancellationToken cancellationToken)
    {
        if (Running() is null)
        {
            return false;
        }

        var programs = await ServerPrograms.FindServerAsync(cancellationToken)
            ?? await EmbeddedPrograms.OfUser().FindOrFetchAsync(told: null, cancellationToken)
            ?? throw new UnderpinException(
                "local.programs", "PostgreSQL's program pg_ctl is not on this machine any more.");
        await Unprivileged.Here.RunAsync(
            programs["pg_ctl"], ["-D", DataDirectory, "-m", "fast", "-w", "-t", "60", "stop"], cancellationToken);
        return true;
    }

    // Two commands at once must not both make the directory.
    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        var file = Path.Combine(directory, "lock");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (exception is not (DirectoryNotFoundException or FileNotFoundException))
            {
                if (attempt == 300)
                {
                    throw new UnderpinException(
                        "local.busy", $"Another `underpin local` is at work in {directory}.", "Wait until it is done.",
                        exception)
                    { ExitCode = ExitCode.LockNotHad };
                }

                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            }
        }
    }

    private async Task<int> StartServerAsync(int? port, IProgress<string>? told, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(DataDirectory))
        {
            await Secret.WriteAsync(_passwordFile, Secret.Make(), cancellationToken);
        }

        var server = await LocalServer.StartAsync(
            new LocalServerOptions
            {
                DataDirectory = DataDirectory,
                Password = await PasswordAsync(cancellationToken),
                Port = port ?? await LastPortAsync(cancellationToken),
                PortIsFixed = port is not null,
                Told = told,
            },
            cancellationToken);
        await File.WriteAllTextAsync(_portFile, $"{server.Port}\n", cancellationToken);
        return server.Port;
    }

    private async Task<string> PasswordAsync(CancellationToken cancellationToken) =>
        (await File.ReadAllTextAsync(_passwordFile, cancellationToken)).Trim();

    // A connection string that somebody wrote down should stay true.
    private async Task<int?> LastPortAsync(CancellationToken cancellationToken) =>
        File.Exists(_portFile) && int.TryParse(await File.ReadAllTextAsync(_portFile, cancellationToken), out var port)
            ? port
            : null;

    private static async Task MakeDatabaseAsync(
        NpgsqlConnectionStringBuilder settings, CancellationToken cancellationToken)
    {
        var maintenance = new NpgsqlConnectionStringBuilder(settings.ConnectionString)
        {
            Database = "postgres",
            Pooling = false,
        };
        await using var database = new Database(maintenance.ConnectionString, "underpin local");
        await using var session = await database.SessionAsync(cancellationToken);
        var exists = Sql.Of($"select exists (select from pg_database where datname = $1)").With(settings.Database);
        if (!await session.ScalarAsync<bool>(exists, cancellationToken))
        {
            await session.ExecuteAsync(
                Sql.Of($"create database {new Identifier(settings.Database!)}"), cancellationToken);
        }
    }
}

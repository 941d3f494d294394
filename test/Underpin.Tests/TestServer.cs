using System.Globalization;
using Npgsql;
using Underpin.Changes.Installation;
using Underpin.Postgres;
using Underpin.Postgres.Local;

[assembly: AssemblyFixture(typeof(Underpin.Tests.TestServer))]

namespace Underpin.Tests;

/// <summary>One PostgreSQL server for a whole test run; started on first use.</summary>
public sealed class TestServer : IAsyncLifetime
{
    private const string Prefix = "underpin-test-";

    /// <summary>Nothing here has to outlive a power cut.</summary>
    private static readonly Dictionary<string, string> _settings = new()
    {
        ["fsync"] = "off",
        ["full_page_writes"] = "off",
        ["synchronous_commit"] = "off",
        ["max_connections"] = "400",
    };

    private static readonly SemaphoreSlim _gate = new(1, 1);
    private static readonly SemaphoreSlim _installing = new(1, 1);
    private static LocalServer? _server;
    private static string? _installed;
    private static int _databases;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A fresh database, made from a template (empty where none is named).</summary>
    public static async Task<string> NewDatabaseAsync(string template = "template1")
    {
        var server = await StartedAsync();
        var number = Interlocked.Increment(ref _databases);
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{number}");
        await using var connection = new NpgsqlConnection(server.ConnectionString("postgres"));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"create database {name} template {template}", connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return server.ConnectionString(name);
    }

    /// <summary>A fresh database with schema <c>underpin</c> in it.</summary>
    public static async Task<string> NewInstalledDatabaseAsync()
    {
        await _installing.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _installed ??= await InstallAsync();
        }
        finally
        {
            _installing.Release();
        }

        return await NewDatabaseAsync(_installed);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
            Directory.Delete(_server.DataDirectory, recursive: true);
        }
    }

    // A test run that was killed could not stop its server.
    private static async Task SweepAsync()
    {
        foreach (var directory in Directory.GetDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            var ended = int.TryParse(
                Path.GetFileName(directory)[Prefix.Length..], CultureInfo.InvariantCulture, out var process)
                && !Directory.Exists($"/proc/{process}");
            if (!ended || !OperatingSystem.IsLinux())
            {
                continue;
            }

            if (Postmaster.In(directory) is not null
                && await ServerPrograms.FindServerAsync(TestContext.Current.CancellationToken) is { } programs)
            {
                await Unprivileged.Here.TryRunAsync(
                    programs["pg_ctl"], ["-D", directory, "-m", "immediate", "-w", "stop"],
                    TestContext.Current.CancellationToken);
            }

            try
            {
                Directory.Delete(directory, recursive: true);
            }
            catch (IOException)
            {
                // Another run sweeps it at the same time.
            }
        }
    }

    private static async Task<string> InstallAsync()
    {
        // Without a pool: a database that somebody is connected to cannot be copied.
        var template = new NpgsqlConnectionStringBuilder(await NewDatabaseAsync()) { Pooling = false };
        await using var database = new Database(template.ConnectionString, "test");
        await new Installer(database).InstallAsync(TestContext.Current.CancellationToken);
        return template.Database!;
    }

    private static async Task<LocalServer> StartedAsync()
    {
        await _gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (_server is null)
            {
                await SweepAsync();
            }

            return _server ??= await LocalServer.StartAsync(
                Path.Combine(Path.GetTempPath(), $"{Prefix}{Environment.ProcessId}"),
                _settings,
                TestContext.Current.CancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }
}

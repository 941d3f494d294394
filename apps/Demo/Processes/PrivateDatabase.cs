using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace Underpin.Demo.Processes;

/// <summary>A PostgreSQL server for the demonstration alone, made with <c>underpin local</c>.</summary>
internal sealed class PrivateDatabase(Tool tool, string directory) : IAsyncDisposable
{
    private const string Role = "golf_app";

    /// <summary>As the owner of the tables.</summary>
    public string Owner { get; private set; } = "";

    /// <summary>As the application's role, which owns nothing.</summary>
    public string Application { get; private set; } = "";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var run = await tool.RunQuietlyAsync(
            ["local", "start", "--directory", directory, "--database", "golf", "--json"], cancellationToken);
        using var answer = JsonDocument.Parse(run.Output.Length > 0 ? run.Output : "{}");
        if (run.ExitCode != 0)
        {
            throw new DemoException(answer.RootElement.TryGetProperty("errors", out var errors)
                && errors.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } error
                ? $"{error.GetProperty("message").GetString()} {error.GetProperty("hint").GetString()}"
                : $"`underpin local start` ended with {run.ExitCode}.");
        }

        Owner = answer.RootElement.GetProperty("figures").GetProperty("connection").GetString()!;
        tool.Connection = Owner;
    }

    /// <summary>Lets the application in, with a password of its own.</summary>
    public async Task AdmitApplicationAsync(CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(Owner);
        await using var owner = new NpgsqlConnection(Owner);
        await owner.OpenAsync(cancellationToken);
        // Of hexadecimal digits only, as `underpin local` made it.
        await using var command = new NpgsqlCommand($"alter role {Role} password '{settings.Password}'", owner);
        await command.ExecuteNonQueryAsync(cancellationToken);
        settings.Username = Role;
        settings.MaxPoolSize = 30; // two instances, and the server takes 100
        Application = settings.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        for (var attempt = 0; attempt < 2 && ServerProcess() is not null; attempt++)
        {
            await tool.RunQuietlyAsync(["local", "stop", "--directory", directory], CancellationToken.None);
        }

        if (ServerProcess() is { } left)
        {
            Process.GetProcessById(left).Kill();
        }
    }

    private int? ServerProcess() =>
        File.Exists(Path.Combine(directory, "data", "postmaster.pid"))
            ? int.Parse(
                File.ReadLines(Path.Combine(directory, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture)
            : null;
}

namespace Underpin.Postgres.Local;

/// <summary>Starts a server once, and reads from its log why it did not start.</summary>
internal static class ServerStart
{
    public const string PortTaken = "local.port";

    /// <summary>Null where it started.</summary>
    public static async Task<UnderpinException?> TryAsync(
        ServerPrograms programs, LocalServerOptions options, int port, CancellationToken cancellationToken)
    {
        var log = Path.Combine(options.DataDirectory, "server.log");
        var before = File.Exists(log) ? new FileInfo(log).Length : 0;
        var settings = string.Join(' ', options.Settings
            .Append(new("listen_addresses", "127.0.0.1"))
            .Append(new("unix_socket_directories", ""))
            .Append(new("port", $"{port}"))
            .Select(setting => $"-c {setting.Key}='{setting.Value}'"));
        // With a log file of its own the server inherits none of our pipes, which it would keep open for ever.
        var run = await Unprivileged.Here.TryRunAsync(
            programs["pg_ctl"], ["-D", options.DataDirectory, "-w", "-t", "60", "-l", log, "-o", settings, "start"],
            cancellationToken);
        return run.ExitCode == 0
            ? null
            : Explain(options.DataDirectory, port, await TailAsync(log, before, cancellationToken), run);
    }

    private static UnderpinException Explain(string directory, int port, string logged, ProgramResult run)
    {
        if (logged.Contains("Address already in use", StringComparison.Ordinal))
        {
            return new(PortTaken, $"Port {port} is taken by another program.", "Name another with --port.");
        }

        var why = logged.Split('\n')
            .FirstOrDefault(line => line.Contains("FATAL:", StringComparison.Ordinal)
                || line.Contains("PANIC:", StringComparison.Ordinal))
            ?? (run.Error.Length > 0 ? run.Error : run.Output);
        return new(
            "local.start", $"The server in {directory} did not start: {why.Trim()}",
            why.Contains("No space left", StringComparison.Ordinal) ? "Make room on this disk, then start it again."
            : why.Contains("Permission denied", StringComparison.Ordinal)
                || why.Contains("wrong ownership", StringComparison.Ordinal)
                ? "The directory must belong to the user that starts it"
                    + (Unprivileged.Here.User is { } user ? $" (root becomes {user})." : ".")
            : why.Contains("was initialized by PostgreSQL version", StringComparison.Ordinal)
                || why.Contains("database files are incompatible", StringComparison.Ordinal)
                ? "Another version made this directory: name another directory, or install that version."
            : $"Its log is {Path.Combine(directory, "server.log")}.");
    }

    private static async Task<string> TailAsync(string log, long from, CancellationToken cancellationToken)
    {
        if (!File.Exists(log))
        {
            return "";
        }

        await using var file = File.OpenRead(log);
        file.Seek(Math.Min(from, file.Length), SeekOrigin.Begin);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}

using System.Diagnostics;
using System.Globalization;

namespace Underpin.Postgres.Local;

/// <summary>The server that runs in a data directory, as its <c>postmaster.pid</c> tells.</summary>
/// <param name="ProcessId">The number of its first process.</param>
/// <param name="Port">On loopback.</param>
/// <remarks>https://www.postgresql.org/docs/current/storage-file-layout.html</remarks>
public sealed record Postmaster(int ProcessId, int Port)
{
    private const string FileName = "postmaster.pid";

    /// <summary>Null where none runs, also where a killed one left its file behind.</summary>
    internal static Postmaster? In(string dataDirectory)
    {
        try
        {
            // Process, data directory, start time, port, and more.
            var lines = File.ReadAllLines(Path.Combine(dataDirectory, FileName));
            return lines.Length >= 4
                && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var process)
                && int.TryParse(lines[3], CultureInfo.InvariantCulture, out var port)
                && IsServer(process)
                ? new(process, port)
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Takes away the file of a server that was killed: its number may be another program's by now.</summary>
    internal static void Forget(string dataDirectory)
    {
        if (In(dataDirectory) is null)
        {
            File.Delete(Path.Combine(dataDirectory, FileName));
        }
    }

    // In a container, often nobody collects the process that a killed server was.
    private static bool IsZombie(int process) =>
        OperatingSystem.IsLinux()
        && File.ReadLines($"/proc/{process}/status")
            .Any(line => line.StartsWith("State:\tZ", StringComparison.Ordinal));

    private static bool IsServer(int process)
    {
        try
        {
            using var running = Process.GetProcessById(process);
            return running.ProcessName.StartsWith("postgres", StringComparison.Ordinal) && !IsZombie(process);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

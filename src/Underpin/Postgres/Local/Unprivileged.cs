using System.Diagnostics;

namespace Underpin.Postgres.Local;

/// <summary>Runs a program as an ordinary user: PostgreSQL refuses to run as root.</summary>
internal static class Unprivileged
{
    private const string User = "nobody";

    public static async Task RunAsync(
        string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var start = Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows()
            ? new ProcessStartInfo(
                "setpriv", [$"--reuid={User}", "--regid=nogroup", "--clear-groups", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        // A server that inherits our pipes would keep them open: its output goes to its log file instead.
        start.RedirectStandardOutput = false;
        start.RedirectStandardError = true;
        start.WorkingDirectory = Path.GetTempPath();
        await RunAsync(start, cancellationToken);
    }

    public static Task OwnAsync(string directory, CancellationToken cancellationToken) =>
        Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows()
            ? RunAsync(new ProcessStartInfo("chown", ["-R", $"{User}:nogroup", directory]), cancellationToken)
            : Task.CompletedTask;

    private static async Task RunAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = false;
        using var process = Process.Start(start)
            ?? throw new UnderpinException("local.start", $"{start.FileName} could not be started.");
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new UnderpinException(
                "local.failed", $"{start.FileName} {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}.");
        }
    }
}

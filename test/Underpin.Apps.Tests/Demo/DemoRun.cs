using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Underpin.Apps.Tests.Demo;

/// <summary><c>./demo golf</c> as a process of its own, and what it leaves behind.</summary>
internal sealed class DemoRun : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;

    /// <param name="folder">Where it keeps what it makes, so that a test can see what is left.</param>
    public DemoRun(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program(), "golf", "--plain", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["TMPDIR"] = folder;
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _output = _process.StandardOutput.ReadToEndAsync();
    }

    public void Interrupt(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public async Task<(int ExitCode, string Output)> EndAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _process.WaitForExitAsync(cancellationToken);
            return (_process.ExitCode, await _output);
        }
        finally
        {
            if (!_process.HasExited)
            {
                Interrupt("TERM");
                await _process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    /// <summary>Programs that still run out of the folder, or on a database in it.</summary>
    public static IReadOnlyList<string> Left(string folder) =>
    [
        .. from process in Directory.GetDirectories("/proc")
           where int.TryParse(Path.GetFileName(process), out _)
           let line = CommandLine(process)
           where line.Contains(folder, StringComparison.Ordinal)
           select line,
    ];

    public void Dispose() => _process.Dispose();

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static string Program([CallerFilePath] string here = "")
    {
        var root = Path.GetFullPath("../../..", Path.GetDirectoryName(here)!);
        var configuration = Path.GetFileName(
            Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))!);
        return Path.Combine(root, "apps", "Demo", "bin", configuration, "net10.0", "Underpin.Demo.dll");
    }
}

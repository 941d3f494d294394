using System.Diagnostics;
using Underpin.Tests.Shape;

namespace Underpin.Tests;

/// <summary>The tool <c>underpin</c> as a process of its own, which a test may kill.</summary>
internal sealed class ToolProcess : IDisposable
{
    // Its own output folder: beside the tests it would find their framework, not its own.
    public static string Program { get; } = Path.Combine(
        Repository.Root, "src", "Underpin.Cli", "bin",
        Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/'))!), "net10.0", "Underpin.Cli.dll");

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private ToolProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static ToolProcess Start(string connectionString, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.ArgumentList.Add(Program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["UNDERPIN_CONNECTION"] = connectionString;
        return new(Process.Start(start)!);
    }

    /// <summary>Runs to the end.</summary>
    public static async Task<ToolAnswer> RunAsync(string connectionString, params string[] arguments)
    {
        using var tool = Start(connectionString, arguments);
        return await tool.EndAsync();
    }

    /// <summary>As kill -9 does; the process may have ended by itself already.</summary>
    /// <returns>True where it was still running.</returns>
    public bool Kill()
    {
        var running = !_process.HasExited;
        _process.Kill();
        return running;
    }

    /// <summary>As kill, or the end of a container, does.</summary>
    public void Terminate() => Send("TERM");

    /// <summary>As Ctrl+C does.</summary>
    public void Interrupt() => Send("INT");

    public async Task<ToolAnswer> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new((ExitCode)_process.ExitCode, await _output, await _errors);
    }

    public void Dispose() => _process.Dispose();

    private void Send(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        kill.WaitForExit();
    }
}

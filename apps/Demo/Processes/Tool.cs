using System.Diagnostics;
using System.Text;
using Underpin.Demo.Show;

namespace Underpin.Demo.Processes;

/// <summary>Runs <c>underpin</c>, as a person would in a terminal of their own.</summary>
internal sealed class Tool(Screen screen, TimeProvider time)
{
    /// <summary>How to reach the database; set once there is one.</summary>
    public string? Connection { get; set; }

    /// <summary>Runs a command to its end, and shows it and what it answers as it comes.</summary>
    public async Task<ToolRun> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        screen.Command(Line(arguments));
        return await RunAsync(arguments, line => screen.Line($"  {line}"), cancellationToken);
    }

    /// <summary>The same without a word.</summary>
    public Task<ToolRun> RunQuietlyAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(arguments, _ => { }, cancellationToken);

    public static string Line(IReadOnlyList<string> arguments) =>
        "underpin " + string.Join(' ', arguments.Select(word => word.Contains(' ') ? $"\"{word}\"" : word));

    private async Task<ToolRun> RunAsync(
        IReadOnlyList<string> arguments, Action<string> said, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [Paths.Tool, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Paths.Database,
        };
        start.Environment["UNDERPIN_CONNECTION"] = Connection;
        var startedAt = time.GetTimestamp();
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = new StringBuilder();
        var reading = Task.WhenAll(
            EachLineAsync(process.StandardOutput, line => { output.AppendLine(line); said(line); }),
            EachLineAsync(process.StandardError, said));
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        await reading;
        return new(process.ExitCode, output.ToString(), time.GetElapsedTime(startedAt).TotalSeconds);
    }

    private static async Task EachLineAsync(StreamReader reader, Action<string> said)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            said(line);
        }
    }
}

using System.Diagnostics;

namespace Underpin.Demo.Processes;

/// <summary>One instance of the golf application, on a port of its own.</summary>
internal sealed class GolfInstance : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process _process;
    private readonly Task _reading;

    private GolfInstance(Process process, Uri address, Task reading)
    {
        _process = process;
        _reading = reading;
        Address = address;
    }

    public Uri Address { get; }

    public bool IsRunning => !_process.HasExited;

    /// <param name="connection">As the application's role.</param>
    /// <param name="log">The file that keeps what it prints.</param>
    public static async Task<GolfInstance> StartAsync(
        string connection, string log, CancellationToken cancellationToken)
    {
        var start = Start("--urls", "http://127.0.0.1:0");
        start.Environment["ConnectionStrings__Golf"] = connection;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var reading = ReadAsync(process, log, address);
        try
        {
            return new(process, await address.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken), reading);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    /// <summary>Fills an empty database.</summary>
    public static async Task<string> SeedAsync(string owner, int courses, CancellationToken cancellationToken)
    {
        var start = Start("seed", "--courses", $"{courses}");
        start.Environment["GOLF_CONNECTION"] = owner;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            var said = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 ? said.Trim()
                : throw new DemoException($"The courses were not made: {await error}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
    }

    private static ProcessStartInfo Start(params string[] arguments) => new("dotnet", [Paths.Golf, .. arguments])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = Path.GetDirectoryName(Paths.Golf)!,
    };

    private static async Task ReadAsync(Process process, string log, TaskCompletionSource<Uri> address)
    {
        await using var file = TextWriter.Synchronized(new StreamWriter(log) { AutoFlush = true });
        await Task.WhenAll(CopyAsync(process.StandardOutput), CopyAsync(process.StandardError));
        address.TrySetException(new DemoException($"The golf application did not start; its log is {log}."));

        async Task CopyAsync(StreamReader reader)
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                await file.WriteLineAsync(line);
                var at = line.IndexOf(Listening, StringComparison.Ordinal);
                if (at >= 0)
                {
                    address.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
                }
            }
        }
    }
}

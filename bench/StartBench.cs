using System.Diagnostics;

namespace Underpin.Bench;

/// <summary>The tool as whole processes, against another build of it: the wait of whoever types a verb.</summary>
/// <remarks>
/// Both are Release builds: <c>dotnet build -c Release src/Underpin.Cli</c> here, and in a checkout of the other.
/// </remarks>
internal sealed class StartBench : Measurement
{
    // At least 1.3 times faster than the version before.
    private const double Goal = 1 / 1.3;

    private static readonly string _root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../.."));

    private static readonly string _ours = Path.Combine(_root, "src/Underpin.Cli/bin/Release/net10.0/Underpin.Cli.dll");

    public override string Name => "start";

    public override async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        var other = Path.GetFullPath(Against ?? throw new InvalidOperationException(
            "Say --against FILE: the Underpin.Cli.dll of the build to compare with."));
        await using var server = await BenchServer.StartAsync(cancellationToken);
        await RunAsync(_ours, "install", server, cancellationToken);
        return
        [
            .. await CompareAsync("--help", other, server, cancellationToken),
            .. await CompareAsync("status", other, server, cancellationToken),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> CompareAsync(
        string argument, string other, BenchServer server, CancellationToken cancellationToken)
    {
        var timings = await Timings.TakeAsync(
            40,
            _ => RunAsync(other, argument, server, cancellationToken),
            _ => RunAsync(_ours, argument, server, cancellationToken),
            cancellationToken);
        return timings.Figures($"underpin {argument}", "the other build", Goal);
    }

    private static async Task RunAsync(
        string tool, string argument, BenchServer server, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [tool, argument])
        {
            WorkingDirectory = Path.Combine(_root, "apps/Golf/database"),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["UNDERPIN_CONNECTION"] = server.ConnectionString },
        })!;
        await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"`{tool} {argument}` ended with {process.ExitCode}.");
        }
    }
}

using Underpin.Demo.Processes;
using Underpin.Demo.Show;

namespace Underpin.Demo;

/// <summary>
/// The commands one after another, with traffic in between; one that answers otherwise than it should ends it.
/// </summary>
internal sealed class Walk(Tool tool, Screen screen, TimeProvider time)
{
    private static readonly TimeSpan _breath = TimeSpan.FromSeconds(1);

    private readonly List<StepRun> _steps = [];

    public IReadOnlyList<StepRun> Steps => _steps;

    public void Title(string text) => screen.Title(text);

    public void Say(string text) => screen.Line($"  {text}");

    /// <summary>A command that must succeed.</summary>
    public Task DoAsync(string name, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(name, arguments, 0, cancellationToken);

    /// <summary>A command that must find something, or meet a gate that is shut.</summary>
    public Task FindAsync(string name, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(name, arguments, 1, cancellationToken);

    /// <summary>Lets people use the application for a while.</summary>
    public Task BreatheAsync(CancellationToken cancellationToken) => Task.Delay(_breath, time, cancellationToken);

    private async Task RunAsync(
        string name, IReadOnlyList<string> arguments, int expected, CancellationToken cancellationToken)
    {
        var run = await tool.RunAsync(arguments, cancellationToken);
        _steps.Add(new(name, Tool.Line(arguments), run.Seconds));
        if (run.ExitCode != expected)
        {
            throw new DemoException($"That command should have ended with {expected}, and ended with {run.ExitCode}.");
        }

        await BreatheAsync(cancellationToken);
    }
}

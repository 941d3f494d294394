using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Underpin.Cli;

/// <summary>Reads the command line, runs one verb, and turns whatever happens into an exit code.</summary>
internal static class Tool
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);
    private static Task<int>? _verb;

    public static Task<int> RunAsync(string[] arguments, IReadOnlyList<Listing> verbs)
    {
        if (arguments is [] or ["--help" or "-h" or "-?"] && Overview.Fits)
        {
            Overview.Write(Console.Out, verbs);
            return Task.FromResult((int)ExitCode.Done);
        }

        // Each verb with its options takes time to make. Where the first word names none, the parser has to know them
        // all, to say which one was meant.
        var called = arguments is [var name, ..] ? verbs.Where(verb => verb.Name == name).ToArray() : [];
        return ParseAsync(arguments, called.Length == 0 ? verbs : called);
    }

    private static async Task<int> ParseAsync(string[] arguments, IReadOnlyList<Listing> verbs)
    {
        var root = new RootCommand(Overview.Purpose)
        {
            GlobalOptions.Connection, GlobalOptions.Json, GlobalOptions.Plain, GlobalOptions.Verbose,
        };
        foreach (var verb in verbs)
        {
            root.Add(verb.Make());
        }

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);

        var parsed = root.Parse(arguments.Length == 0 ? ["--help"] : arguments);
        var streams = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = _patience,
        };
        if (parsed.Action is ParseErrorAction wrong)
        {
            wrong.ShowHelp = false;
            streams.Output = Console.Error;
            await parsed.InvokeAsync(streams);
            Console.Error.WriteLine($"`{CommandPath(parsed.CommandResult.Command)} --help` shows how it is used.");
            return (int)ExitCode.Usage;
        }

        var exitCode = await parsed.InvokeAsync(streams);
        // A signal that comes early, or as the verb ends, makes the parser answer 130 without waiting for the verb.
        return _verb is null || await Task.WhenAny(_verb, Task.Delay(_patience)) != _verb ? exitCode : await _verb;
    }

    /// <summary>The one place where an error becomes a message and an exit code.</summary>
    public static Task<int> GuardAsync(
        Call call, Func<Call, Task<ExitCode>> verb, string whenStopped, CancellationToken cancellationToken) =>
        _verb = RunGuardedAsync(call, verb, whenStopped, cancellationToken);

    private static async Task<int> RunGuardedAsync(
        Call call, Func<Call, Task<ExitCode>> verb, string whenStopped, CancellationToken cancellationToken)
    {
        try
        {
            return (int)await verb(call);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            return Failure.Show(call, new UnderpinException("stopped", "Stopped.", whenStopped));
        }
        catch (UnderpinException exception)
        {
            return Failure.Show(call, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failure.Show(call, new UnderpinException(
                "file", exception.Message,
                "Check that the file is there, may be read or written, and the disk has room.",
                exception));
        }
        catch (Exception exception)
        {
            return Failure.Show(call, new UnderpinException(
                "bug", $"Underpin failed: {exception.GetType().Name}: {exception.Message}",
                "This is a bug. Run the command again with --verbose and report what it prints.", exception));
        }
    }

    private static string CommandPath(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent
            ? $"{CommandPath(parent)} {command.Name}"
            : "underpin";
}

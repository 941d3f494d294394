using System.CommandLine;
using System.CommandLine.Parsing;

namespace Underpin.Cli.Verbs;

/// <summary>One verb of the tool: its arguments and options, and what it does.</summary>
/// <remarks>
/// The constructor adds the arguments and options that it keeps in fields; <see cref="RunAsync"/> reads them with
/// <see cref="Call.Value{T}(Argument{T})"/>, calls one step of the library, and prints what it answered.
/// </remarks>
internal abstract class Verb : Command
{
    protected Verb(string name, string description, params string[] examples)
        : base(name, description)
    {
        Examples = examples;
        Validators.Add(RefuseUnknownOptions);
        SetAction((parsed, cancellationToken) => Tool.GuardAsync(
            new Call(parsed), call => RunAsync(call, cancellationToken), WhenStopped, cancellationToken));
    }

    /// <summary>Whole command lines, shown by <c>--help</c>.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>What is left behind, and what to do next, where somebody stops it.</summary>
    protected virtual string WhenStopped =>
        "Nothing is half done. Run the same command again: a step continues where it stopped.";

    // What looks like an option but is none would else be taken for the name of a change.
    private static void RefuseUnknownOptions(CommandResult given)
    {
        foreach (var token in given.Children.OfType<ArgumentResult>()
            .Where(result => !result.Argument.CaptureRemainingTokens)
            .SelectMany(result => result.Tokens)
            .Where(token => token.Value.StartsWith('-')))
        {
            given.AddError($"There is no option '{token.Value}'.");
        }
    }

    protected abstract Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken);
}

using System.CommandLine;
using System.CommandLine.Parsing;
using Underpin.Changes;
using Underpin.Changes.Installation;
using Underpin.Changes.Operators;
using Underpin.Postgres.Local;
using Underpin.Workspaces;

namespace Underpin.Cli;

/// <summary>One run of a verb: what was asked on the command line, and where its answer goes.</summary>
internal sealed class Call(ParseResult parsed)
{
    private readonly Lazy<Workspace> _workspace = new(() => Workspace.Find(Environment.CurrentDirectory));

    /// <summary>The command line as it was typed, for the journal; without a connection string.</summary>
    public string CommandLine { get; } = Typed(parsed);

    /// <summary>The verb, with the one that it is part of: <c>design test</c>.</summary>
    public string Verb => string.Join(' ', Verbs().Reverse());

    public bool Json => Value(GlobalOptions.Json);

    public bool Verbose => Value(GlobalOptions.Verbose);

    public Output Output { get; } = new(parsed.InvocationConfiguration);

    public T? Value<T>(Option<T> option) => parsed.GetValue(option);

    public T Value<T>(Argument<T> argument) => parsed.GetRequiredValue(argument);

    /// <summary>Null where the argument was left out.</summary>
    public T? Optional<T>(Argument<T> argument) => parsed.GetValue(argument);

    /// <summary>Was the option given, rather than left at its default?</summary>
    public bool Has(Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>The database that the command line, the environment or underpin.yaml names.</summary>
    public string ConnectionString() =>
        Connections.Resolve(Value(GlobalOptions.Connection), _workspace.Value);

    /// <summary>
    /// The server on which a model is tried, in scratch databases: the one that is named, else the private one of
    /// <c>underpin local</c>, which is started where it does not run.
    /// </summary>
    public async Task<string> ModelServerAsync(CancellationToken cancellationToken)
    {
        if (Connections.Find(Value(GlobalOptions.Connection), _workspace.Value) is { } named)
        {
            return named;
        }

        var server = await new PrivateServer(PrivateServer.UsualDirectory())
            .StartAsync("postgres", port: null, Output, cancellationToken);
        if (!server.RanAlready)
        {
            Output.Note("No server was named: started a private one. `underpin local stop` stops it.");
        }

        return server.ConnectionString;
    }

    /// <summary>
    /// The change that is named by its name or its path, asked for in the words of this command line.
    /// </summary>
    public Change Change(string nameOrPath) => Change(nameOrPath, ConnectionString());

    /// <summary>As <see cref="Change(string)"/>, on this server.</summary>
    public Change Change(string nameOrPath, string connectionString) =>
        Changes.Change.Open(connectionString, ChangePath(nameOrPath), Operator);

    /// <summary>Underpin's own schema in the database.</summary>
    public UnderpinSchema Schema() => new(ConnectionString(), Operator);

    /// <summary>The names of all changes.</summary>
    public IReadOnlyList<string> ChangeNames => _workspace.Value.Changes;

    /// <summary>Who asks, in which words.</summary>
    public Operator Operator => new() { Command = CommandLine };

    /// <summary>The full path of a change's folder.</summary>
    public string ChangePath(string nameOrPath) => _workspace.Value.ChangePath(nameOrPath);

    /// <summary>The full path of the model folder; null: not named on the command line.</summary>
    public string ModelPath(string? named) => _workspace.Value.ModelPath(named);

    /// <summary>The folder that holds all changes.</summary>
    public string ChangesFolder => _workspace.Value.ChangesFolder;

    /// <summary>Shows how far a step is, on stderr; dispose it before the result is printed.</summary>
    public ProgressLine Progress(string title) =>
        new(title, parsed.InvocationConfiguration.Error, live: !Value(GlobalOptions.Plain)
            && !Console.IsErrorRedirected,
            TimeProvider.System);

    /// <summary>The verb, and the one that it is part of.</summary>
    private IEnumerable<string> Verbs()
    {
        for (var verb = parsed.CommandResult; verb.Parent is CommandResult parent; verb = parent)
        {
            yield return verb.Command.Name;
        }
    }

    private static string Typed(ParseResult parsed)
    {
        var secret = parsed.GetValue(GlobalOptions.Connection);
        var words = parsed.Tokens.Select(token => token.Value)
            .Where(word => word != secret && word != GlobalOptions.Connection.Name);
        return "underpin " + string.Join(' ', words.Select(word => word.Contains(' ') ? $"'{word}'" : word));
    }
}

using System.CommandLine;
using Underpin.Postgres.Local;

namespace Underpin.Cli.Verbs;

/// <summary><c>underpin local</c>: a private PostgreSQL server for whoever has none.</summary>
internal sealed class LocalVerb : Verb
{
    private readonly Argument<string> _action = new("action");

    public LocalVerb()
        : base("local", "Starts and stops a private PostgreSQL server.", "underpin local start")
    {
        _action.AcceptOnlyFromAmong("start", "stop", "status");
        Add(_action);
    }

    protected override Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        call.Output.Line(ServerPrograms.Find()?.Folder ?? "none");
        return Task.FromResult(ExitCode.Done);
    }
}

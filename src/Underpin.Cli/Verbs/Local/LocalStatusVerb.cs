using System.CommandLine;
using System.Text.Json;
using Underpin.Cli.Json;
using Underpin.Postgres.Local;

namespace Underpin.Cli.Verbs.Local;

/// <summary><c>underpin local status</c>: does the server run, and where.</summary>
internal sealed class LocalStatusVerb : Verb
{
    private readonly Option<string?> _directory = LocalVerb.Directory();

    public LocalStatusVerb()
        : base("status", "Says whether the server runs, and on which port.", "underpin local status") =>
        Add(_directory);

    protected override Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        var directory = Path.GetFullPath(call.Value(_directory) ?? PrivateServer.UsualDirectory());
        var running = new PrivateServer(directory).Running();
        if (call.Json)
        {
            call.Output.Json(new()
            {
                Verb = call.Verb,
                Outcome = "done",
                Figures = JsonSerializer.SerializeToElement<LocalStatus>(
                    new(running is not null, directory, running?.Port, running?.ProcessId),
                    Documents.Default.LocalStatus),
            });
        }
        else
        {
            call.Output.Line(running is null
                ? $"No server runs in {directory}."
                : $"A server runs in {directory}, on port {running.Port} of 127.0.0.1 (process {running.ProcessId}).");
        }

        return Task.FromResult(ExitCode.Done);
    }
}

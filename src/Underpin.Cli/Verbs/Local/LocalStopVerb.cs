using System.CommandLine;
using System.Text.Json;
using Underpin.Cli.Json;
using Underpin.Postgres.Local;

namespace Underpin.Cli.Verbs.Local;

/// <summary><c>underpin local stop</c>: stops the server, and keeps what is in it.</summary>
internal sealed class LocalStopVerb : Verb
{
    private readonly Option<string?> _directory = LocalVerb.Directory();

    public LocalStopVerb()
        : base("stop", "Stops the server; its databases stay.", "underpin local stop") => Add(_directory);

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        var directory = Path.GetFullPath(call.Value(_directory) ?? PrivateServer.UsualDirectory());
        var stopped = await new PrivateServer(directory).StopAsync(cancellationToken);
        if (call.Json)
        {
            call.Output.Json(new()
            {
                Verb = call.Verb,
                Outcome = stopped ? "done" : "nothing",
                Figures = JsonSerializer.SerializeToElement<LocalStopped>(
                    new(stopped, directory),
                    Documents.Default.LocalStopped),
            });
        }
        else
        {
            call.Output.Line(stopped ? $"Stopped the server in {directory}." : $"No server runs in {directory}.");
        }

        return ExitCode.Done;
    }
}

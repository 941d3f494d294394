using System.CommandLine;
using System.Text.Json;
using Underpin.Cli.Json;
using Underpin.Postgres.Local;

namespace Underpin.Cli.Verbs.Local;

/// <summary><c>underpin local start</c>: prints how to reach the server, started now or before.</summary>
internal sealed class LocalStartVerb : Verb
{
    private readonly Option<string?> _directory = LocalVerb.Directory();

    private readonly Option<int?> _port = new("--port")
    {
        Description = "The port on 127.0.0.1; else the one it had last, else any that is free.",
        HelpName = "PORT",
    };

    private readonly Option<string> _database = new("--database")
    {
        Description = "The database to name in the connection string; made where it is not there.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "postgres",
    };

    public LocalStartVerb()
        : base(
            "start",
            "Starts the server, and prints the connection string.",
            "export UNDERPIN_CONNECTION=\"$(underpin local start --database golf)\"")
    {
        _port.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int?>() is < 1 or > 65535)
            {
                given.AddError("--port is a number from 1 to 65535.");
            }
        });
        Add(_directory);
        Add(_port);
        Add(_database);
    }

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        var directory = Path.GetFullPath(call.Value(_directory) ?? PrivateServer.UsualDirectory());
        var server = new PrivateServer(directory);
        var started = await server.StartAsync(
            call.Value(_database)!, call.Value(_port), call.Output, cancellationToken);
        call.Output.Note(started.RanAlready
            ? $"The server in {directory} runs already."
            : $"Started a server in {directory}. `underpin local stop` stops it.");
        if (call.Json)
        {
            call.Output.Json(new()
            {
                Verb = call.Verb,
                Outcome = started.RanAlready ? "nothing" : "done",
                Figures = JsonSerializer.SerializeToElement<LocalStarted>(
                    new(started.ConnectionString, started.Port, directory, started.RanAlready),
                    Documents.Default.LocalStarted),
            });
        }
        else
        {
            call.Output.Line(started.ConnectionString);
        }

        return ExitCode.Done;
    }
}

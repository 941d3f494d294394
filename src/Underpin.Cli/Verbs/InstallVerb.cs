using System.CommandLine;
using Underpin.Changes.Installation;
using Underpin.Changes.Journals;
using Underpin.Postgres;

namespace Underpin.Cli.Verbs;

/// <summary><c>underpin install</c>: the schema that holds the state of every change.</summary>
internal sealed class InstallVerb : Verb
{
    private readonly Option<string[]> _roles = new("--role")
    {
        Description = "An application's role, which is granted just what it needs; may be said again.",
        HelpName = "ROLE",
    };

    public InstallVerb()
        : base("install", "Creates schema underpin in the database, and lets the application's role use it.",
            "underpin install --role golf_app") =>
        Add(_roles);

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        await using var database = call.Database();
        var installer = new Installer(database);
        var roles = call.Value(_roles) ?? [];
        var said = new List<string>
        {
            await installer.InstallAsync(cancellationToken)
                ? "Schema underpin is installed."
                : "Schema underpin was installed already.",
        };
        foreach (var role in roles)
        {
            await installer.GrantAsync(new Identifier(role), cancellationToken);
            said.Add($"Role {role} may follow and acknowledge plans, and report failures; nothing else.");
        }

        await new Journal(database).WriteAsync(
            new Entry { Change = null, Command = call.CommandLine, Outcome = said[0] }, cancellationToken);
        if (call.Json)
        {
            call.Output.Json(json =>
            {
                json.WriteBoolean("installed", true);
                json.WriteStartArray("roles");
                foreach (var role in roles)
                {
                    json.WriteStringValue(role);
                }

                json.WriteEndArray();
            });
            return ExitCode.Done;
        }

        said.ForEach(call.Output.Line);
        return ExitCode.Done;
    }
}

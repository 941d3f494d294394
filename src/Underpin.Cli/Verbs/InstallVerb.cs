using System.CommandLine;
using System.Text.Json;
using Underpin.Cli.Json;

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
        await using var schema = call.Schema();
        var roles = call.Value(_roles) ?? [];
        var isNew = await schema.InstallAsync(roles, cancellationToken);
        if (call.Json)
        {
            call.Output.Json(new()
            {
                Verb = call.Verb,
                Outcome = isNew || roles.Length > 0 ? "done" : "nothing",
                Figures = JsonSerializer.SerializeToElement(new Installed(isNew, roles), Documents.Default.Installed),
            });
            return ExitCode.Done;
        }

        call.Output.Line(isNew ? "Schema underpin is installed." : "Schema underpin was installed already.");
        foreach (var role in roles)
        {
            call.Output.Line($"Role {role} may follow and acknowledge plans, and report failures; nothing else.");
        }

        return ExitCode.Done;
    }
}

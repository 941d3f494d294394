using System.CommandLine;
using System.Text.Json;
using Underpin.Changes;
using Underpin.Changes.Folder;
using Underpin.Cli.Json;

namespace Underpin.Cli.Verbs;

/// <summary><c>underpin new</c>: the folder of a new change, from templates.</summary>
internal sealed class NewVerb : Verb
{
    private readonly Argument<string> _name = new("name") { Description = "The change's name, which is its folder's." };
    private readonly Option<string?> _table = new("--table")
    {
        Description = "The table that is remodelled, looked up in the database; else a placeholder.",
        HelpName = "TABLE",
    };

    private readonly Option<string?> _key = new("--key")
    {
        Description = "Its key; else its only unique integer column.",
        HelpName = "COLUMN",
    };

    private readonly Option<string[]> _retires = new("--retires")
    {
        Description = "A column that the new schema takes over; may be given several times.",
        HelpName = "COLUMN",
    };

    public NewVerb()
        : base("new", "Makes the folder of a new change, with commented templates.",
            "underpin new golf-course-architects --table golf_courses --retires architect_1 --retires architect_2")
    {
        Add(_name);
        Add(_table);
        Add(_key);
        Add(_retires);
    }

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(call.Value(_name), call.ChangesFolder);
        var request = new NewChange
        {
            Table = call.Value(_table) is { Length: > 0 } table ? table : null,
            Key = call.Value(_key),
            Retires = call.Value(_retires) ?? [],
        };
        var files = await Change.MakeFolderAsync(
            path, request, request.Table is null ? null : call.ConnectionString(), cancellationToken);
        if (call.Json)
        {
            call.Output.Json(new()
            {
                Change = Path.GetFileName(path),
                Verb = call.Verb,
                Outcome = "done",
                Figures = JsonSerializer.SerializeToElement(new NewFiles(path, files), Documents.Default.NewFiles),
            });
            return ExitCode.Done;
        }

        call.Output.Line($"Made {path}:");
        foreach (var file in files)
        {
            call.Output.Line($"  {file}");
        }

        call.Output.Line($"Fill them in, then try them: underpin lint {Path.GetFileName(path)}");
        return ExitCode.Done;
    }
}

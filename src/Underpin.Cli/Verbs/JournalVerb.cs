using System.CommandLine;
using Underpin.Changes.Installation;
using Underpin.Changes.Journals;

namespace Underpin.Cli.Verbs;

/// <summary><c>underpin journal</c>: who did what, when, on which evidence.</summary>
internal sealed class JournalVerb : Verb
{
    private readonly Argument<string?> _change = ChangeArgument.Optional();
    private readonly Option<int> _most = new("--most")
    {
        Description = "How many entries, the newest ones.",
        DefaultValueFactory = _ => 50,
    };

    public JournalVerb()
        : base("journal", "Shows who did what, when, and on which evidence.",
            "underpin journal golf-course-architects --most 10")
    {
        Add(_change);
        Add(_most);
    }

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        await using var database = call.Database();
        await new Installer(database).RequireAsync(cancellationToken);
        var change = call.Optional(_change) is { } named ? Path.GetFileName(named.TrimEnd('/')) : null;
        var entries = await new Journal(database).ReadAsync(change, call.Value(_most), cancellationToken);
        if (call.Json)
        {
            WriteJson(call, entries);
            return ExitCode.Done;
        }

        foreach (var entry in entries)
        {
            call.Output.Line($"{entry.At:u}  {entry.Who}  {entry.Command}");
            call.Output.Line($"    {entry.Outcome}");
            if (entry.Because is not null)
            {
                call.Output.Line($"    by force, because: {entry.Because}");
            }

            foreach (var (asks, found) in entry.Evidence)
            {
                call.Output.Line($"    - {asks}: {found}");
            }
        }

        return ExitCode.Done;
    }

    private static void WriteJson(Call call, IReadOnlyList<Entry> entries) => call.Output.Json(json =>
    {
        json.WriteStartArray("entries");
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            json.WriteString("at", entry.At);
            json.WriteString("change", entry.Change);
            json.WriteString("who", entry.Who);
            json.WriteString("command", entry.Command);
            json.WriteString("outcome", entry.Outcome);
            json.WriteString("because", entry.Because);
            json.WriteStartObject("evidence");
            foreach (var (asks, found) in entry.Evidence)
            {
                json.WriteString(asks, found);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}

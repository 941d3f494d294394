using System.CommandLine;
using System.Text.Json;
using Underpin.Changes.Journals;
using Underpin.Cli.Json;
using Underpin.Cli.Sentences;

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
        var change = call.Optional(_change) is { } named ? Path.GetFileName(named.TrimEnd('/')) : null;
        await using var schema = call.Schema();
        var entries = await schema.JournalAsync(change, call.Value(_most), cancellationToken);
        if (call.Json)
        {
            call.Output.Json(new()
            {
                Change = change,
                Verb = call.Verb,
                Outcome = "done",
                Figures = JsonSerializer.SerializeToElement(entries, Documents.Default.JournalEntries),
            });
            return ExitCode.Done;
        }

        foreach (var entry in entries)
        {
            Show(call, entry);
        }

        return ExitCode.Done;
    }

    private static void Show(Call call, JournalEntry entry)
    {
        call.Output.Line($"{entry.At:u}  {entry.Who}  {entry.Command}");
        call.Output.Line($"    {entry.Outcome}{(entry.PlanVersion is > 0 and var version ? $", plan {version}" : "")}"
            + string.Concat(entry.Figures.Select(figure => $", {figure.Key} {figure.Value:N0}")));
        if (entry.Because is not null)
        {
            call.Output.Line($"    by force, because: {entry.Because}");
        }

        foreach (var check in entry.Checks)
        {
            call.Output.Line($"    - {CheckSentence.Line(check)}");
        }
    }
}

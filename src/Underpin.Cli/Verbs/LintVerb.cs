using System.CommandLine;
using System.Text.Json;
using Underpin.Cli.Json;
using Underpin.Steps.Lint;

namespace Underpin.Cli.Verbs;

/// <summary><c>underpin lint</c>: tries expand.sql on a scratch copy of the live schema, and looks.</summary>
internal sealed class LintVerb : Verb
{
    private readonly Argument<string> _change = ChangeArgument.Required();
    private readonly Option<string?> _scratch = ScratchOption.Create();

    public LintVerb()
        : base("lint", "Tries expand.sql on a scratch copy of the live schema and says what would hurt.",
            "underpin lint golf-course-architects")
    {
        Add(_change);
        Add(_scratch);
    }

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        await using var change = call.Change(call.Value(_change));
        LintResult result;
        using (var progress = call.Progress("lint"))
        {
            result = await change.LintAsync(ScratchOption.Resolve(call, _scratch), progress, cancellationToken);
        }

        var found = result.Findings.Count > 0;
        if (call.Json)
        {
            call.Output.Json(new()
            {
                Change = result.Change,
                Verb = call.Verb,
                Outcome = found ? "found" : "done",
                Figures = JsonSerializer.SerializeToElement(result, Documents.Default.LintResult),
            });
        }
        else
        {
            FindingAnswer.Show(call, result);
            var earlier = result.Total - result.Tried;
            call.Output.Line(
                $"{Count(result.Findings.Count, "finding")} in {Count(result.Tried, "statement")} of expand.sql"
                + (earlier > 0 && result.Stopped is null ? $" ({earlier} more are done already)" : "")
                + "; the live database was only read.");
        }

        return found ? ExitCode.Findings : ExitCode.Done;
    }

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}

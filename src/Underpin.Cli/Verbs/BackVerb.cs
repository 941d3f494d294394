using System.CommandLine;
using Underpin.Cli.Json;
using Underpin.Cli.Sentences;
using Underpin.Steps;
using Underpin.Steps.Back;

namespace Underpin.Cli.Verbs;

/// <summary><c>underpin back</c>: takes the last step back.</summary>
internal sealed class BackVerb : Verb
{
    private readonly Argument<string> _change = ChangeArgument.Required();
    private readonly ForceOptions _force = new();

    public BackVerb()
        : base("back", "Takes the last step back; every one but the drop can be.",
            "underpin back golf-course-architects")
    {
        Add(_change);
        _force.AddTo(this);
    }

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        await using var change = call.Change(call.Value(_change));
        BackResult result;
        using (var progress = call.Progress("Going back"))
        {
            result = await change.BackAsync(_force.Of(call), progress, cancellationToken);
        }

        return StepAnswer.Show(call, result, Documents.Default.BackResult, Say);
    }

    private static IEnumerable<string> Say(BackResult result) =>
    [
        .. result.Dropped.Select(added => $"Dropped the {added.Plain}."),
        .. result.PutBack.Select(column => $"{column} has its name again."),
        .. result.Filled is { } rows ? [$"{rows:N0} rows were filled in from the new tables by back.sql."]
            : (string[])[],
        result.Outcome != StepOutcome.Nothing ? StepAnswer.Moved(result)
            : result.Plan.Version == 0 ? $"Nothing to take back: {result.Plan.Change} has not begun here."
            : $"Nothing to take back: {PlanSentence.Say(result.Plan)}.",
    ];
}

using System.CommandLine;
using System.CommandLine.Parsing;
using Underpin.Cli.Json;
using Underpin.Cli.Sentences;
using Underpin.Steps;
using Underpin.Steps.Expand;

namespace Underpin.Cli.Verbs;

/// <summary><c>underpin expand</c>: step 1, the new schema comes to stand beside the old one.</summary>
internal sealed class ExpandVerb : Verb
{
    private readonly Argument<string> _change = ChangeArgument.Required();
    private readonly Option<TimeSpan> _lockTimeout = Length(
        "--lock-timeout", "How long one try waits for a lock; others queue behind it meanwhile.",
        new ExpandOptions().LockTimeout);

    private readonly Option<TimeSpan> _patience = Length(
        "--patience", "How long each statement is tried again before expand gives up.", new ExpandOptions().Patience);

    private readonly Option<string?> _scratch = ScratchOption.Create();
    private readonly ForceOptions _force = new();

    public ExpandVerb()
        : base("expand", "Step 1: runs expand.sql, one statement at a time, after lint has passed it.",
            "underpin expand golf-course-architects")
    {
        Add(_change);
        Add(_lockTimeout);
        Add(_patience);
        Add(_scratch);
        _force.AddTo(this);
    }

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        await using var change = call.Change(call.Value(_change));
        var options = new ExpandOptions
        {
            LockTimeout = call.Value(_lockTimeout),
            Patience = call.Value(_patience),
            ScratchServer = ScratchOption.Resolve(call, _scratch),
            Force = _force.Of(call),
        };
        ExpandResult result;
        using (var progress = call.Progress("expand"))
        {
            result = await change.ExpandAsync(options, progress, cancellationToken);
        }

        if (result.Outcome == StepOutcome.Shut && !call.Json)
        {
            FindingAnswer.Show(call, result.Lint!);
            if (result.Insurmountable is { } rule)
            {
                call.Output.Line($"No reason lets {rule} pass.");
            }
        }

        return StepAnswer.Show(call, result, Documents.Default.ExpandResult, Say);
    }

    private static IEnumerable<string> Say(ExpandResult result)
    {
        if (result.Lint is not { } lint)
        {
            return [$"Nothing to do: {result.Plan.Change} is expanded; {PlanSentence.Say(result.Plan)}."];
        }

        var earlier = lint.Total - lint.Tried;
        return
        [
            $"Ran {lint.Tried} of {lint.Total} statements of expand.sql"
                + (earlier > 0 ? $"; {earlier} were done before." : "."),
            .. lint.Adds.Select(added => $"  added {added.Plain}"),
            StepAnswer.Moved(result),
        ];
    }

    private static Option<TimeSpan> Length(string name, string description, TimeSpan usual) => new(name)
    {
        Description = $"{description} Usually {Sentences.Length.Say(usual)}.",
        HelpName = "TIME",
        DefaultValueFactory = _ => usual,
        CustomParser = result => Read(result),
    };

    private static TimeSpan Read(ArgumentResult result)
    {
        if (Duration.Parse(result.Tokens[0].Value) is { } length && length > TimeSpan.Zero)
        {
            return length;
        }

        result.AddError($"\"{result.Tokens[0].Value}\" is no length of time: write 500ms, 2s or 10m.");
        return default;
    }
}

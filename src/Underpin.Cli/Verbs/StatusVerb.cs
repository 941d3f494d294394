using System.CommandLine;
using System.Text.Json;
using Underpin.Changes.Standing;
using Underpin.Cli.Json;
using Underpin.Cli.Sentences;

namespace Underpin.Cli.Verbs;

/// <summary><c>underpin status</c>: the five steps, the evidence for the next gate, the next command.</summary>
internal sealed class StatusVerb : Verb
{
    private readonly Argument<string?> _change = ChangeArgument.Optional();

    public StatusVerb()
        : base("status", "Shows the five steps, the evidence for the next gate, and the next command.",
            "underpin status golf-course-architects") =>
        Add(_change);

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        var folders = call.Optional(_change) is { } named ? [named] : call.ChangeNames;
        if (folders.Count == 0)
        {
            call.Output.Note($"There is no change in {call.ChangesFolder}; `underpin new NAME` makes one.");
            return ExitCode.Done;
        }

        var statuses = new List<Status>();
        foreach (var folder in folders)
        {
            await using var change = call.Change(folder);
            statuses.Add(await change.StatusAsync(cancellationToken));
        }

        if (call.Json)
        {
            call.Output.Json(new()
            {
                Change = statuses is [var only] ? only.Plan.Change : null,
                Verb = call.Verb,
                Outcome = "done",
                Checks = statuses is [{ Next.Gate: { } gate }] ? gate.Checks : [],
                Figures = JsonSerializer.SerializeToElement(statuses, Documents.Default.Statuses),
            });
            return ExitCode.Done;
        }

        foreach (var status in statuses)
        {
            Show(call, status);
        }

        return ExitCode.Done;
    }

    private static void Show(Call call, Status status)
    {
        call.Output.Line($"{status.Plan.Change}, plan {status.Plan.Version}: {PlanSentence.Say(status.Plan)}");
        call.Output.Line();
        var number = 0;
        foreach (var step in status.Steps)
        {
            call.Output.Line($"  {++number} {StatusSentence.Mark(step.Progress)} {StatusSentence.Name(step.Step),-17} "
                + StatusSentence.Found(step, status.Plan));
        }

        call.Output.Line();
        foreach (var warning in status.Warnings)
        {
            var sentence = CheckSentence.Of(warning);
            call.Output.Line($"  !  {sentence.Asks(warning)}: {sentence.Found(warning)}");
        }

        if (status.Next?.Gate is { } gate)
        {
            call.Output.Line($"The gate to \"{GateSentence.Say(gate.Step)}\" is {(gate.IsOpen ? "open" : "shut")}:");
            StepAnswer.Show(call, gate);
            call.Output.Line();
        }

        call.Output.Line(status.Next is { } next
            ? $"Next: {StatusSentence.Command(status.Plan.Change, next)}"
            : "Done: the change is complete.");
    }
}

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Underpin.Changes.Plans;
using Underpin.Checks;
using Underpin.Cli.Sentences;
using Underpin.Steps;

namespace Underpin.Cli;

/// <summary>Prints what a step answered: what happened, and the evidence that its gate saw.</summary>
internal static class StepAnswer
{
    /// <summary>Gates that ask for what a step cannot do without: no reason lets them pass.</summary>
    private static readonly string[] _unyielding =
        [GateCode.Populate, GateCode.Verify, GateCode.Repair, GateCode.Back];

    /// <param name="call">Where it goes, and in which form.</param>
    /// <param name="result">What the step answered.</param>
    /// <param name="json">How the result is written as JSON.</param>
    /// <param name="sentences">What happened, for people; not asked where the gate is shut.</param>
    public static ExitCode Show<T>(Call call, T result, JsonTypeInfo<T> json, Func<T, IEnumerable<string>> sentences)
        where T : StepResult
    {
        if (call.Json)
        {
            call.Output.Json(new()
            {
                Change = result.Plan.Change,
                Verb = call.Verb,
                Outcome = result.Outcome.ToString().ToLowerInvariant(),
                Checks = result.Gate?.Checks ?? [],
                Figures = JsonSerializer.SerializeToElement(result, json),
            });
            return result.ExitCode;
        }

        foreach (var line in result.Outcome == StepOutcome.Shut ? Shut(result.Gate!) : sentences(result))
        {
            call.Output.Line(line);
        }

        if (result.Gate is { } gate)
        {
            Show(call, gate);
        }

        if (result.Outcome == StepOutcome.Shut)
        {
            call.Output.Note(_unyielding.Contains(result.Gate!.Step)
                ? "Mend what is marked \"no\"."
                : "Mend what is marked \"no\", or pass the gate with --force --because \"…\".");
        }

        return result.ExitCode;
    }

    public static void Show(Call call, Gate gate)
    {
        foreach (var check in gate.Checks)
        {
            call.Output.Line($"  {CheckSentence.Line(check)}");
        }
    }

    /// <summary>What came of the wish to move the plan.</summary>
    public static string Moved(StepResult result) => result.Outcome == StepOutcome.Nothing
        ? $"Nothing to do: {PlanSentence.Say(result.Plan)}."
        : Moved(result.Plan);

    public static string Moved(Plan plan) => $"Plan {plan.Version}: {PlanSentence.Say(plan)}.";

    private static IEnumerable<string> Shut(Gate gate) =>
        [$"The gate to \"{GateSentence.Say(gate.Step)}\" is shut; nothing was changed."];
}

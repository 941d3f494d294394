using Underpin.Changes.Plans;
using Underpin.Changes.Standing;

namespace Underpin.Cli.Sentences;

/// <summary>A step's state and the next step, for people.</summary>
internal static class StatusSentence
{
    public static string Name(StepName step) => step switch
    {
        StepName.PopulateAndVerify => "Populate, verify",
        StepName.CleanUp => "Clean up",
        _ => $"{step}",
    };

    public static string Mark(Progress progress) => progress switch
    {
        Progress.Done => "[x]",
        Progress.Begun => "[-]",
        _ => "[ ]",
    };

    public static string Found(StepState state, Plan plan)
    {
        var aside = plan.Stage > Stage.Expanded;
        return state.Step switch
        {
            StepName.Expand => plan.Version == 0 ? "not begun"
                : plan.Stage >= Stage.Expanded ? "the new schema is there" : "begun",
            StepName.Write => aside ? "only the new schema is written" : $"both at {PlanSentence.Say(plan.Write)}",
            StepName.PopulateAndVerify => CheckSentence.Of(state.Evidence!).Found(state.Evidence!),
            StepName.Read => plan.Lead == Lead.New || aside ? "the new schema leads"
                : $"the new at {PlanSentence.Say(plan.Read)}"
                + (plan.ShadowPercent > 0 ? $", comparing {plan.ShadowPercent:0.##} %" : ""),
            _ => aside ? PlanSentence.Say(plan) : "the old schema is whole",
        };
    }

    /// <summary>The whole command line.</summary>
    public static string Command(string change, NextStep next) =>
        string.Join(' ', new[] { "underpin", next.Verb, change }.Concat(next.Arguments));
}

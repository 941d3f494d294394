using Underpin.Changes.Plans;

namespace Underpin.Cli.Sentences;

/// <summary>A plan in one line, for people.</summary>
internal static class PlanSentence
{
    public static string Say(Plan plan) => plan.Stage switch
    {
        Stage.OldStopped => "the old schema is no longer written",
        Stage.SetAside => "what is retired is set aside",
        Stage.Dropped => "what was retired is gone",
        Stage.Begun => "begun, not expanded yet",
        _ => $"writing both at {Say(plan.Write)}, reading the new at {Say(plan.Read)}, "
            + (plan.ShadowPercent > 0 ? $"comparing {plan.ShadowPercent:0.##} %, " : "")
            + (plan.Lead == Lead.New ? "the new schema leads" : "the old schema leads"),
    };

    public static string Say(Audience audience) => audience.IsNobody ? "0 %" : string.Join(", ",
        new[] { $"{audience.Percent:0.##} %" }
            .Concat(audience.Users.Select(user => $"user {user}"))
            .Concat(audience.Groups.Select(group => $"group {group}")));
}

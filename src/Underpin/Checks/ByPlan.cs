using Underpin.Changes.Plans;

namespace Underpin.Checks;

/// <summary>A condition that the plan alone answers.</summary>
/// <param name="code">What is asked.</param>
/// <param name="holds">The answer.</param>
internal sealed class ByPlan(string code, Func<Plan, bool> holds) : Condition
{
    public static ByPlan Expanded { get; } = new(CheckCode.Expanded, plan => plan.Stage >= Stage.Expanded);

    public static ByPlan NotDropped { get; } = new(CheckCode.NotDropped, plan => plan.Stage < Stage.Dropped);

    public static ByPlan BothInUse { get; } = new(CheckCode.BothInUse, plan => plan.Stage == Stage.Expanded);

    public static ByPlan ReadsNew { get; } = new(CheckCode.ReadsNew, plan => plan.Read.Percent >= 100);

    public static ByPlan NewLeads { get; } = new(CheckCode.NewLeads, plan => plan.Lead == Lead.New);

    public static ByPlan OldLeads { get; } = new(
        CheckCode.OldLeads, plan => plan.Lead == Lead.Old && plan.Stage <= Stage.Expanded);

    public override Task<Check> AskAsync(Situation situation, CancellationToken cancellationToken) =>
        Task.FromResult(new Check
        {
            Code = code,
            Holds = holds(situation.Plan),
            Figures = new Dictionary<string, double> { ["percent"] = situation.Plan.Read.Percent },
            Objects = [PlanRow.Say(situation.Plan.Lead), PlanRow.Say(situation.Plan.Stage)],
        });
}

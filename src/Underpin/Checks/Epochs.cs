using Underpin.Changes.Plans;

namespace Underpin.Checks;

/// <summary>Since when something holds without a break, told from the plans that were in force.</summary>
/// <param name="History">Every plan of the change, oldest first.</param>
internal sealed record Epochs(IReadOnlyList<Plan> History)
{
    /// <summary>Since when every write reaches both schemas; null where it does not now.</summary>
    public Plan? WritesEverything => Since(plan => plan.WritesEverything);

    /// <summary>Since when the new schema answers every read and leads; null where it does not now.</summary>
    public Plan? NewIsInCharge => Since(plan => plan.Lead == Lead.New && plan.Read.Percent >= 100);

    /// <summary>
    /// Since when the new schema leads and the old one follows; null where it does not now. A time in which the old one
    /// was not written breaks it: what was proved of it before says nothing any more.
    /// </summary>
    public Plan? NewLeads => Since(plan => plan.Lead == Lead.New && plan.Stage == Stage.Expanded);

    /// <summary>Since when the old schema is no longer written; null where it is.</summary>
    public Plan? OldIsStopped => Since(plan => plan.Stage > Stage.Expanded);

    /// <summary>Since when what is retired is set aside; null where it is not.</summary>
    public Plan? SetAside => Since(plan => plan.Stage >= Stage.SetAside);

    private Plan? Since(Func<Plan, bool> holds) => History.Reverse().TakeWhile(holds).LastOrDefault();
}

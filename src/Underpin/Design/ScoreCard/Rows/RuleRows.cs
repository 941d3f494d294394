using Underpin.Design.Folder;
using Underpin.Design.Testing;

namespace Underpin.Design.ScoreCard.Rows;

/// <summary>Tells from the scenarios' refusals who holds each rule of the vocabulary.</summary>
internal static class RuleRows
{
    public static IReadOnlyList<RuleRow> Of(Vocabulary vocabulary, TestedModel tested) =>
    [
        .. vocabulary.Rules.Values.Where(rule => rule.Beyond is null)
            .Select(rule => new RuleRow(rule,
                [.. tested.Candidates.Select(candidate => Cell(rule, [.. tested.Of(candidate)]))])),
    ];

    private static RuleCell Cell(DomainRule rule, IReadOnlyList<Cell> cells)
    {
        var why = new List<string>();
        var (held, triggers, broken, unsaid) = (0, 0, 0, 0);
        foreach (var cell in cells)
        {
            foreach (var refusal in cell.Scenario.Refuses.Where(refusal => refusal.Rule?.Name == rule.Name))
            {
                var spoke = cell.Held.FirstOrDefault(one => one.Refusal == refusal);
                var miss = cell.Misses.FirstOrDefault(
                    one => one.Place == refusal.Place && one is (Accepted or RefusedOtherwise));
                if (spoke is not null)
                {
                    held++;
                    triggers += spoke.By.TriggerFunction is null ? 0 : 1;
                    why.Add($"{cell.Scenario.Title}: {refusal.Say()}: held by {spoke.By.Speaker}");
                }
                else if (miss is not null)
                {
                    broken++;
                    why.Add($"{cell.Scenario.Title}: {refusal.Say()}: {miss.Summary}");
                }
                else if (cell.Unsaid.Count > 0)
                {
                    unsaid++;
                }
            }
        }

        var holder = broken > 0 ? RuleHolder.Nobody
            : triggers > 0 ? RuleHolder.Trigger
            : held > 0 ? RuleHolder.Constraint
            : unsaid > 0 ? RuleHolder.Inexpressible
            : RuleHolder.Untested;
        return new(holder, why);
    }
}

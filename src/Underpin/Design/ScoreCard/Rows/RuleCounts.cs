namespace Underpin.Design.ScoreCard.Rows;

/// <summary>How many rules each candidate's constraints and triggers hold, and how many nobody does.</summary>
internal static class RuleCounts
{
    private static readonly (RuleHolder Holder, string Key, string Title, string Measured, Better Better)[] _kinds =
    [
        (RuleHolder.Constraint, "constraint", "by constraints",
            "Every refusal of the rule was spoken by a constraint or a unique index.", Better.More),
        (RuleHolder.Trigger, "trigger", "by triggers", "At least one refusal of the rule was raised by a trigger.",
            Better.Neither),
        (RuleHolder.Nobody, "nobody", "by nobody",
            "At least one refusal of the rule was accepted, or failed for a reason that is no rule.", Better.Zero),
        (RuleHolder.Inexpressible, "inexpressible", "inexpressible", "The candidate cannot say what the rule is about.",
            Better.Neither),
        (RuleHolder.Untested, "untested", "not tried", "No scenario that reached a refusal names the rule.",
            Better.Neither),
    ];

    public static IEnumerable<ScoreRow> Of(IReadOnlyList<RuleRow> rules, int candidates) =>
        rules.Count == 0 ? [] : _kinds
            .Where(kind => kind.Better != Better.Neither
                || rules.Any(rule => rule.Cells.Any(cell => cell.Holder == kind.Holder)))
            .Select(kind => ScoreRow.Of(
                "Rules held", $"rules.{kind.Key}", kind.Title, kind.Measured, kind.Better,
                Enumerable.Range(0, candidates).Select(candidate => Count(rules, candidate, kind.Holder))));

    private static ScoreCell Count(IReadOnlyList<RuleRow> rules, int candidate, RuleHolder holder)
    {
        var mine = rules.Where(rule => rule.Cells[candidate].Holder == holder).ToList();
        return new($"{mine.Count} of {rules.Count}", mine.Count,
        [
            .. mine.SelectMany(rule => Why(rule).Prepend($"{rule.Rule.Name}: {rule.Rule.Says}")),
        ]);

        IEnumerable<string> Why(RuleRow rule) =>
            holder == RuleHolder.Nobody ? rule.Cells[candidate].Why.Select(line => $"    {line}") : [];
    }
}

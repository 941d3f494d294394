using Underpin.Design.ScoreCard.Rows;

namespace Underpin.Design;

/// <summary>Who holds one rule of the vocabulary in each candidate.</summary>
/// <param name="Rule">Its name.</param>
/// <param name="Says">What it says.</param>
/// <param name="Holders">By the candidate's name.</param>
public sealed record ScoredRule(string Rule, string Says, IReadOnlyDictionary<string, RuleHolder> Holders)
{
    internal static ScoredRule Of(RuleRow row, IReadOnlyList<string> candidates) => new(
        row.Rule.Name, row.Rule.Says,
        candidates.Zip(row.Cells).ToDictionary(pair => pair.First, pair => pair.Second.Holder));
}

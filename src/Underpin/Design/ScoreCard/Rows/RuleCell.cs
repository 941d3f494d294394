namespace Underpin.Design.ScoreCard.Rows;

/// <summary>Who holds a rule, and what was seen of it.</summary>
/// <param name="Why">Each refusal with who spoke, or that nobody did.</param>
internal sealed record RuleCell(RuleHolder Holder, IReadOnlyList<string> Why);

using Underpin.Design.Folder;

namespace Underpin.Design.ScoreCard;

/// <summary>Who holds one rule in each candidate, in the order of the candidates.</summary>
internal sealed record RuleRow(Rule Rule, IReadOnlyList<RuleCell> Cells);

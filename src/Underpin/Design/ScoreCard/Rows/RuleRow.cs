using Underpin.Design.Folder;

namespace Underpin.Design.ScoreCard.Rows;

/// <summary>Who holds one rule in each candidate, in the order of the candidates.</summary>
internal sealed record RuleRow(DomainRule Rule, IReadOnlyList<RuleCell> Cells);

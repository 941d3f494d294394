namespace Underpin.Design.ScoreCard;

/// <summary>An illegal history that a candidate accepted, as a search found it.</summary>
/// <param name="Rule">The rule that forbids it; null where none is named.</param>
/// <param name="Script">The smallest history that shows it.</param>
internal sealed record IllegalHistory(string Candidate, string? Rule, string Title, string Script);

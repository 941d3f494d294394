namespace Underpin.Design.ScoreCard.Plainness;

/// <summary>What a candidate needs to answer a question, beyond joins and filters.</summary>
/// <param name="Question">Its name.</param>
/// <param name="Needs">None: an object-relational mapper could say it.</param>
/// <param name="Inexpressible">Why the candidate cannot say it; null where it can.</param>
internal sealed record QuestionShape(string Question, IReadOnlyList<string> Needs, string? Inexpressible)
{
    public bool IsPlain => Inexpressible is null && Needs.Count == 0;
}

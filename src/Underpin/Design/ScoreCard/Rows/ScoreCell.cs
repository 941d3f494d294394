namespace Underpin.Design.ScoreCard.Rows;

/// <summary>What a candidate scores in one row.</summary>
/// <param name="Text">As people read it.</param>
/// <param name="Number">For comparing; null where it cannot be compared.</param>
/// <param name="Why">What stands behind it; opens in the page.</param>
public sealed record ScoreCell(string Text, double? Number, IReadOnlyList<string> Why)
{
    /// <summary>Beside the other candidates.</summary>
    public Grade Grade { get; init; }

    /// <summary>False: it rests on so much less than the others' that it can be no best.</summary>
    public bool Compared { get; init; } = true;
}

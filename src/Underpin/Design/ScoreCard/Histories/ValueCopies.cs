namespace Underpin.Design.ScoreCard.Histories;

/// <summary>A value that a fact stored more often than it stated it.</summary>
/// <param name="Said">The fact with its arguments.</param>
/// <param name="Columns">Where the recording of the fact stored it.</param>
internal sealed record ValueCopies(
    string Scenario, string Said, string Value, int Stated, long Stored, IReadOnlyList<string> Columns)
{
    public long Copies => Stored - Stated;
}

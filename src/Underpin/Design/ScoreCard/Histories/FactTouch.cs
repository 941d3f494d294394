namespace Underpin.Design.ScoreCard.Histories;

/// <summary>
/// What the recording of one fact wrote: inserted, updated and deleted rows, those of triggers and cascades included.
/// </summary>
internal sealed record FactTouch(string Scenario, string Fact, string Said, int Tables, long Rows);

using Underpin.Design.Histories;

namespace Underpin.Square;

/// <summary>Random histories that both schemas hold.</summary>
/// <param name="Histories">In the order in which they were recorded.</param>
/// <param name="Outcome">How the recording went; nothing is compared yet.</param>
internal sealed record RecordedHistories(IReadOnlyList<History> Histories, HistoryOutcome Outcome);

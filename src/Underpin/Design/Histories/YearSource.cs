using System.Globalization;

namespace Underpin.Design.Histories;

/// <summary>The year in which the fact is recorded, where years begin in a month of their own.</summary>
/// <param name="Month">The first month, from 1; 1 is the calendar's.</param>
internal sealed record YearSource(int Month) : ValueSource
{
    protected override string Known(string parameter, HistoryDraft draft) =>
        draft.Today.AddMonths(1 - Month).Year.ToString(CultureInfo.InvariantCulture);
}

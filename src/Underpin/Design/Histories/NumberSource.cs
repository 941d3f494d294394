using System.Globalization;

namespace Underpin.Design.Histories;

/// <summary>A number between two, in steps.</summary>
internal sealed record NumberSource(decimal Least, decimal Most, decimal Step) : ValueSource
{
    protected override string Known(string parameter, HistoryDraft draft) =>
        (Least + (Step * draft.Random.Next((int)((Most - Least) / Step) + 1))).ToString(CultureInfo.InvariantCulture);
}

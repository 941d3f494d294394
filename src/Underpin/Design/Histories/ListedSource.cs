namespace Underpin.Design.Histories;

/// <summary>One of some values; one that is listed twice is drawn twice as often.</summary>
internal sealed record ListedSource(IReadOnlyList<string?> Values) : ValueSource
{
    protected override string? Known(string parameter, HistoryDraft draft) => Values[draft.Random.Next(Values.Count)];
}

using Underpin.Design.Folder;

namespace Underpin.Design.Histories;

/// <summary>
/// A day: of the recording or about it, the end of a period that begins on another one, or near another one.
/// </summary>
internal sealed record DaySource : ValueSource
{
    /// <summary>The parameter that holds the first day of the period whose last day this is.</summary>
    public string? After { get; init; }

    /// <summary>The parameter that holds a day not far from this one.</summary>
    public string? Near { get; init; }

    protected override string? Known(string parameter, HistoryDraft draft)
    {
        var days = draft.Generation.Days;
        var day = Of(After, draft) is { } first ? days.EndOf(first, draft.Random)
            : Of(Near, draft) is { } near ? near.AddDays(draft.Random.Next(-3, 4))
            : days.About(draft.Today, draft.Random);
        return Days.Say(day);
    }

    // An undefined other is no day; it is drawn first where it stands first in the vocabulary.
    private static DateOnly? Of(string? parameter, HistoryDraft draft) =>
        parameter is not null && draft.Bound.GetValueOrDefault(parameter) is { } text ? Days.Parse(text) : null;
}

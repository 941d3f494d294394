using System.Globalization;

namespace Underpin.Design.Histories;

/// <summary>One of a few entities that only this history knows.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Pattern">Their names, with <c>{n}</c> for a number that is theirs alone.</param>
internal sealed record OwnSource(int Count, string Pattern) : ValueSource
{
    public const string Mark = "{n}";

    /// <summary>The most that a history can have of its own.</summary>
    public const int Most = 100;

    public string Name(int history, int index) => Pattern.Replace(
        Mark, ((history * Most) + index).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    public override string? Renamed(string? value, Renaming renaming)
    {
        for (var index = 0; index < Count; index++)
        {
            if (Name(renaming.From, index) == value)
            {
                return Name(renaming.To, index);
            }
        }

        return value;
    }

    protected override string Known(string parameter, HistoryDraft draft) =>
        Name(draft.Number, draft.Random.Next(Count));
}

using System.Globalization;

namespace Underpin.Design.Histories;

/// <summary>One of a pool that all histories share, or of one like it where histories are to keep apart.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Pattern">Their names, with <c>{n}</c> for the number, from 1.</param>
internal sealed record SharedSource(int Count, string Pattern) : ValueSource
{
    /// <summary>The largest pool.</summary>
    public const int Most = 1000;

    /// <summary>The name of one of the pool; of a history's own pool where a history is given.</summary>
    public string Name(int index, int history = 0) =>
        Pattern.Replace(
            OwnSource.Mark, ((history * Most) + index + 1).ToString(CultureInfo.InvariantCulture),
            StringComparison.Ordinal);

    /// <summary>Turned round by the copy's number: what was one of the pool is another one, and two stay two.</summary>
    public override string? Renamed(string? value, Renaming renaming)
    {
        for (var index = 0; index < Count; index++)
        {
            if (Name(index) == value || Name(index, renaming.From) == value)
            {
                return renaming.Apart
                    ? Name(index, renaming.To)
                    : Name((int)(((uint)index + (uint)renaming.Turn) % (uint)Count));
            }
        }

        return value;
    }

    protected override string Known(string parameter, HistoryDraft draft) =>
        Name(draft.Random.Next(Count), draft.Generation.Apart ? draft.Number : 0);
}

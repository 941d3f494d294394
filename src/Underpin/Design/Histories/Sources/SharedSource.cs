using System.Globalization;

namespace Underpin.Design.Histories.Sources;

/// <summary>One of a pool that all histories share.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Pattern">Their names, with <c>{n}</c> for the number, from 1.</param>
internal sealed record SharedSource(int Count, string Pattern) : ValueSource
{
    public string Name(int index) =>
        Pattern.Replace(OwnSource.Mark, (index + 1).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>Turned round by the copy's number: what was one of the pool is another one, and two stay two.</summary>
    public override string? Renamed(string? value, Renaming renaming)
    {
        for (var index = 0; index < Count; index++)
        {
            if (Name(index) == value)
            {
                return Name((int)(((uint)index + (uint)renaming.Turn) % (uint)Count));
            }
        }

        return value;
    }

    protected override string Known(string parameter, HistoryDraft draft) => Name(draft.Random.Next(Count));
}

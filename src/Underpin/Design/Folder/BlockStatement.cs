using Underpin.Postgres;
using Underpin.Postgres.Scripts;

namespace Underpin.Design.Folder;

/// <summary>One statement of a block, ready to be sent.</summary>
internal sealed record BlockStatement
{
    /// <summary>As it stands in the file.</summary>
    public required Statement Source { get; init; }

    /// <summary>With <c>$1::type</c> where the file has <c>:name</c>.</summary>
    public required Sql Sql { get; init; }

    /// <summary>What is bound, in the order of <c>$1</c>, <c>$2</c>, …; each name once.</summary>
    public required IReadOnlyList<Parameter> Parameters { get; init; }

    /// <summary>
    /// Where the text of <see cref="Sql"/> departs from <see cref="Source"/>: its offset there, and how much longer it
    /// is from then on.
    /// </summary>
    public required IReadOnlyList<(int Offset, int Longer)> Shifts { get; init; }

    /// <summary>
    /// Its own count of rows is what it changed; a <c>select</c> or <c>with</c> may change rows that it does not count.
    /// </summary>
    public bool CountsItsRows => Source.OpeningWord is "insert" or "update" or "delete" or "merge";

    /// <summary>
    /// The server can say what it takes and returns without running it; other statements take no parameters.
    /// </summary>
    public bool CanBeDescribed =>
        CountsItsRows || Source.OpeningWord is "select" or "with" or "values" or "table" or "call" or "";

    /// <summary>
    /// What it does depends on what was recorded before, and the server says nothing of it without running it.
    /// </summary>
    public bool IsOpaque => Source.OpeningWord == "do";

    public Place Place => new(Source.File, Source.Line);

    /// <summary>The place in the file of the server's position in <see cref="Sql"/>; 0: it named none.</summary>
    public Place PlaceOf(int position)
    {
        if (position <= 0)
        {
            return Place;
        }

        var offset = Position.Offset(Sql.Text, position);
        var longer = Shifts.LastOrDefault(shift => shift.Offset <= offset).Longer;
        return new(Source.File, Source.LineAt(offset - longer));
    }
}

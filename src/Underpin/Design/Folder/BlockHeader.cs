using Underpin.Postgres.Scripts;

namespace Underpin.Design.Folder;

/// <summary>A line such as <c>-- fact: ect_leaves_school (may touch nothing)</c>.</summary>
internal sealed record BlockHeader
{
    private const string Touch = "may touch nothing";
    private const string Cannot = "inexpressible:";

    /// <summary><c>fact</c> or <c>question</c>.</summary>
    public required string Kind { get; init; }

    public required string Name { get; init; }

    public required Place Place { get; init; }

    /// <summary>Where the line begins in the file.</summary>
    public required int Start { get; init; }

    /// <summary>Where it ends.</summary>
    public required int End { get; init; }

    /// <summary>What stands in the parentheses after the name; null: nothing.</summary>
    public string? Mark { get; init; }

    public bool MayTouchNothing =>
        Mark is not null && Kind == "fact" && Mark.Equals(Touch, StringComparison.OrdinalIgnoreCase);

    public string? Inexpressible =>
        Mark is not null && Mark.StartsWith(Cannot, StringComparison.OrdinalIgnoreCase)
            ? Mark[Cannot.Length..].Trim() : null;

    /// <summary>Null where the comment is not the header of a block.</summary>
    public static BlockHeader? Parse(string file, string text, Token comment)
    {
        var line = text.Substring(comment.Start, comment.Length);
        if (!line.StartsWith("--", StringComparison.Ordinal)
            || line.TrimStart('-').Split(':', 2) is not [var before, var after]
            || before.Trim() is not ("fact" or "question"))
        {
            return null;
        }

        var open = after.IndexOf('(', StringComparison.Ordinal);
        var close = after.LastIndexOf(')');
        return new()
        {
            Kind = before.Trim(),
            Name = (open < 0 ? after : after[..open]).Trim(),
            Mark = open < 0 ? null : after[(open + 1)..(close > open ? close : after.Length)].Trim(),
            Place = new(file, Position.Line(text, comment.Start)),
            Start = comment.Start,
            End = comment.End,
        };
    }

    /// <summary>Complains of a mark that means nothing.</summary>
    public void CheckMark(Problems problems)
    {
        if (Mark is null || MayTouchNothing)
        {
            return;
        }

        if (Inexpressible is null)
        {
            problems.Add(Place, $"The mark ({Mark}) of {Kind} {Name} means nothing.",
                Kind == "fact" ? $"There are ({Touch}) and ({Cannot} why)." : $"There is ({Cannot} why).");
        }
        else if (Inexpressible.Length == 0)
        {
            problems.Add(Place, $"The mark of {Kind} {Name} does not say why it is inexpressible.",
                $"Write ({Cannot} why).");
        }
    }
}

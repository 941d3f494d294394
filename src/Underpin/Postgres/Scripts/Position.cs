namespace Underpin.Postgres.Scripts;

/// <summary>Where in a file something stands.</summary>
internal static class Position
{
    /// <summary>The line of a place in a text, from 1.</summary>
    public static int Line(string text, int offset) =>
        1 + text.AsSpan(0, Math.Clamp(offset, 0, text.Length)).Count('\n');

    /// <summary>The text of the line that a place is in, without its white space at both ends.</summary>
    public static string Snippet(string text, int offset)
    {
        offset = Math.Clamp(offset, 0, text.Length);
        var start = offset == 0 ? 0 : text.LastIndexOf('\n', offset - 1) + 1;
        var end = text.IndexOf('\n', offset);
        return text[start..(end < 0 ? text.Length : end)].Trim();
    }

    /// <summary>
    /// The index of the server's position, which counts characters from 1 and a surrogate pair as one.
    /// </summary>
    public static int Offset(string text, int position)
    {
        var offset = 0;
        for (var character = 1; character < position && offset < text.Length; character++)
        {
            offset += char.IsSurrogatePair(text, offset) ? 2 : 1;
        }

        return offset;
    }

    /// <summary>A file that cannot be run as it stands.</summary>
    public static StatementException Refuse(
        string file, string text, int offset, string message, string? hint = null) =>
        new(message, hint)
        {
            File = file,
            Line = Line(text, offset),
            Snippet = Snippet(text, offset),
            ExitCode = ExitCode.Usage,
        };
}

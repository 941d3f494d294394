namespace Underpin.Postgres.Scripts;

/// <summary>One statement of a script, without the semicolon that ends it and the comments that precede it.</summary>
/// <param name="File">The script's name.</param>
/// <param name="Ordinal">From 1.</param>
/// <param name="Text">As it stands in the file.</param>
/// <param name="Offset">Where it begins in the file.</param>
/// <param name="Line">The line it begins on, from 1.</param>
internal sealed record Statement(string File, int Ordinal, string Text, int Offset, int Line)
{
    private const int BriefLength = 76;

    /// <summary>
    /// One of the few statements that run outside a transaction on purpose: they wait instead of blocking.
    /// </summary>
    public bool BuildsIndexConcurrently => OpeningWords(4) is
        ["create", "index", "concurrently", ..] or ["create", "unique", "index", "concurrently"];

    /// <summary>
    /// Its first word, in lower case; empty where it begins with something else, such as a parenthesis.
    /// </summary>
    public string OpeningWord => OpeningWords(1) is [var word] ? word : "";

    /// <summary>In one short line, without comments.</summary>
    public string Brief
    {
        get
        {
            var words = new Lexer(File, Text).Tokens()
                .Select(token => token.IsBlank ? " " : Text.Substring(token.Start, token.Length));
            var line = string.Join(
                ' ', string.Concat(words).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            return line.Length <= BriefLength ? line : $"{line[..BriefLength]}…";
        }
    }

    /// <summary>For a message: where it is, and how it begins.</summary>
    public string Place => $"{File}:{Line} ({Brief})";

    /// <summary>The line in the file of a place in this statement.</summary>
    public int LineAt(int offset) => Line + Position.Line(Text, offset) - 1;

    private List<string> OpeningWords(int count) =>
    [
        .. new Lexer(File, Text).Tokens().Where(token => !token.IsBlank)
            .TakeWhile(token => token.Kind == TokenKind.Word).Take(count)
            .Select(token => Text.Substring(token.Start, token.Length).ToLowerInvariant()),
    ];
}

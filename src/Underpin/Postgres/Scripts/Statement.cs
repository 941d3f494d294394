namespace Underpin.Postgres.Scripts;

/// <summary>One statement of a script, without the semicolon that ends it and the comments that precede it.</summary>
/// <param name="File">The script's name.</param>
/// <param name="Ordinal">From 1.</param>
/// <param name="Text">As it stands in the file.</param>
/// <param name="Offset">Where it begins in the file.</param>
/// <param name="Line">The line it begins on, from 1.</param>
internal sealed record Statement(string File, int Ordinal, string Text, int Offset, int Line)
{
    /// <summary>One of the few statements that run outside a transaction on purpose: they wait instead of blocking.</summary>
    public bool BuildsIndexConcurrently => OpeningWords(4) is
        ["create", "index", "concurrently", ..] or ["create", "unique", "index", "concurrently"];

    /// <summary>The statement's first line, for a list.</summary>
    public string FirstLine => Text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? Text[..end].TrimEnd() : Text;

    /// <summary>For a message: where it is, and how it begins.</summary>
    public string Place => $"{File}:{Line} ({FirstLine})";

    /// <summary>The line in the file of a place in this statement.</summary>
    public int LineAt(int offset) => Line + Position.Line(Text, offset) - 1;

    private List<string> OpeningWords(int count) =>
    [
        .. new Lexer(File, Text).Tokens().Where(token => !token.IsBlank)
            .TakeWhile(token => token.Kind == TokenKind.Word).Take(count)
            .Select(token => Text.Substring(token.Start, token.Length).ToLowerInvariant()),
    ];
}

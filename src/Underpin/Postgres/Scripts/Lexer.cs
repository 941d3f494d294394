namespace Underpin.Postgres.Scripts;

/// <summary>Cuts SQL into tokens by the rules of psql's own scanner.</summary>
/// <remarks>https://www.postgresql.org/docs/current/sql-syntax-lexical.html; src/fe_utils/psqlscan.l</remarks>
internal sealed class Lexer(string file, string text)
{
    public IEnumerable<Token> Tokens()
    {
        for (var at = 0; at < text.Length;)
        {
            var (kind, end) = Next(at);
            yield return new(kind, at, end - at);
            at = end;
        }
    }

    private (TokenKind Kind, int End) Next(int at)
    {
        var here = text[at];
        var next = at + 1 < text.Length ? text[at + 1] : '\0';
        return here switch
        {
            ' ' or '\t' or '\r' or '\n' or '\f' or '\v' or '\uFEFF' => (TokenKind.Space, Skip(at, IsSpace)),
            '-' when next == '-' => (TokenKind.Comment, EndOfLine(at)),
            '/' when next == '*' => (TokenKind.Comment, EndOfBlockComment(at)),
            '\'' => (TokenKind.Quoted, EndOfQuoted(at, '\'')),
            '"' => (TokenKind.Quoted, EndOfQuoted(at, '"')),
            'e' or 'E' when next == '\'' => (TokenKind.Quoted, EndOfEscaped(at)),
            '$' => Dollar(at),
            ';' => (TokenKind.Semicolon, at + 1),
            '(' => (TokenKind.Open, at + 1),
            ')' => (TokenKind.Close, at + 1),
            '\\' => (TokenKind.Backslash, at + 1),
            _ when StartsWord(here) => (TokenKind.Word, Skip(at, ContinuesWord)),
            // A number may not be followed by a dollar quote, but `1$` would begin one if it were cut here.
            _ when char.IsAsciiDigit(here) => (TokenKind.Other, Skip(at, ContinuesWord)),
            _ => (TokenKind.Other, at + 1),
        };
    }

    private int Skip(int at, Func<char, bool> belongs)
    {
        while (at < text.Length && belongs(text[at]))
        {
            at++;
        }

        return at;
    }

    private int EndOfLine(int at)
    {
        var end = text.AsSpan(at).IndexOfAny('\n', '\r');
        return end < 0 ? text.Length : at + end;
    }

    /// <summary>Block comments nest.</summary>
    private int EndOfBlockComment(int start)
    {
        var depth = 0;
        for (var at = start; at + 1 < text.Length; at++)
        {
            if (text[at] == '/' && text[at + 1] == '*')
            {
                depth++;
                at++;
            }
            else if (text[at] == '*' && text[at + 1] == '/')
            {
                at++;
                if (--depth == 0)
                {
                    return at + 1;
                }
            }
        }

        throw NotClosed(start, "comment /*");
    }

    /// <summary>A doubled quote stands for itself: it ends one piece and begins the next.</summary>
    private int EndOfQuoted(int start, char quote)
    {
        for (var end = text.IndexOf(quote, start + 1); end >= 0; end = text.IndexOf(quote, end + 2))
        {
            if (end + 1 == text.Length || text[end + 1] != quote)
            {
                return end + 1;
            }

            if (end + 2 == text.Length)
            {
                break;
            }
        }

        throw NotClosed(start, quote == '"' ? "quoted name" : "string");
    }

    /// <summary>E'…': a backslash takes the next character with it, also in a part continued on a later line.</summary>
    private int EndOfEscaped(int start)
    {
        for (var at = start + 2; at < text.Length; at++)
        {
            if (text[at] == '\\')
            {
                at++;
            }
            else if (text[at] == '\'')
            {
                if (at + 1 < text.Length && text[at + 1] == '\'')
                {
                    at++;
                }
                else if (Continuation(at + 1) is { } again)
                {
                    at = again;
                }
                else
                {
                    return at + 1;
                }
            }
        }

        throw NotClosed(start, "string");
    }

    /// <summary>Where a string goes on after white space that holds a line break; null where it does not.</summary>
    private int? Continuation(int at)
    {
        var line = false;
        while (at < text.Length)
        {
            if (IsSpace(text[at]))
            {
                line |= text[at] is '\n' or '\r';
                at++;
            }
            else if (line && text[at] == '-' && at + 1 < text.Length && text[at + 1] == '-')
            {
                at = EndOfLine(at);
            }
            else
            {
                return line && text[at] == '\'' ? at : null;
            }
        }

        return null;
    }

    private (TokenKind Kind, int End) Dollar(int start)
    {
        var open = start + 1;
        if (open < text.Length && StartsWord(text[open]))
        {
            open = Skip(open, letter => letter != '$' && ContinuesWord(letter));
        }

        if (open >= text.Length || text[open] != '$')
        {
            // A parameter such as $1, or a lone dollar.
            return (TokenKind.Other, Skip(start + 1, char.IsAsciiDigit));
        }

        var tag = text[start..(open + 1)];
        var close = text.IndexOf(tag, open + 1, StringComparison.Ordinal);
        return close < 0
            ? throw NotClosed(start, $"string {tag}")
            : (TokenKind.Quoted, close + tag.Length);
    }

    private StatementException NotClosed(int start, string what) =>
        Position.Refuse(file, text, start, $"The {what} that begins here is never closed.");

    private static bool IsSpace(char letter) => letter is ' ' or '\t' or '\r' or '\n' or '\f' or '\v' or '\uFEFF';

    private static bool StartsWord(char letter) =>
        char.IsAsciiLetter(letter) || letter == '_' || letter >= '\u0080';

    private static bool ContinuesWord(char letter) =>
        StartsWord(letter) || char.IsAsciiDigit(letter) || letter == '$';
}

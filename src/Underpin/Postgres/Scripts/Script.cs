namespace Underpin.Postgres.Scripts;

/// <summary>A file of SQL as the user wrote it, cut into its statements.</summary>
internal static class Script
{
    /// <summary>The statements in order; none where the text holds only white space and comments.</summary>
    /// <exception cref="StatementException">A quote is never closed, or a psql command stands in the text.</exception>
    public static IReadOnlyList<Statement> Split(string file, string text)
    {
        var statements = new List<Statement>();
        Token? first = null;
        var end = 0;
        var open = new Stack<Token>();
        var body = new FunctionBody();
        foreach (var token in new Lexer(file, text).Tokens().Where(token => !token.IsBlank))
        {
            if (token.Kind == TokenKind.Semicolon && open.Count == 0 && !body.IsOpen)
            {
                Finish();
                continue;
            }

            first ??= token;
            end = token.End;
            Follow(token);
        }

        if (open.TryPeek(out var parenthesis))
        {
            throw Position.Refuse(file, text, parenthesis.Start, "The parenthesis that opens here is never closed.");
        }

        Finish();
        return statements;

        void Finish()
        {
            if (first is { } begun)
            {
                var line = Position.Line(text, begun.Start);
                statements.Add(new(file, statements.Count + 1, text[begun.Start..end], begun.Start, line));
            }

            first = null;
            body = new();
        }

        void Follow(Token token)
        {
            switch (token.Kind)
            {
                case TokenKind.Open:
                    open.Push(token);
                    break;
                case TokenKind.Close:
                    open.TryPop(out _);
                    break;
                case TokenKind.Word when open.Count == 0:
                    body.Meet(text.Substring(token.Start, token.Length));
                    break;
                case TokenKind.Backslash:
                    throw Position.Refuse(
                        file, text, token.Start,
                        "A backslash begins a command of psql's, which the server does not know.",
                        "Write SQL only: Underpin sends the file to the server itself.");
            }
        }
    }

    /// <summary>The one statement of a file, without its final semicolon.</summary>
    /// <exception cref="StatementException">The file holds no statement, or more than one.</exception>
    public static Statement Single(string file, string text) => Split(file, text) switch
    {
        [var statement] => statement,
        [] => throw Position.Refuse(file, text, 0, $"{file} holds no statement.", "Write one select into it."),
        [_, var second, ..] => throw Position.Refuse(
            file, text, second.Offset, $"{file} holds more than one statement; the second begins here.",
            "Keep one select; `with` can name its steps."),
    };
}

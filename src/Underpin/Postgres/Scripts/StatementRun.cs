using Npgsql;

namespace Underpin.Postgres.Scripts;

/// <summary>Runs one statement of a user's script; what the server refuses is told with file and line.</summary>
internal static class StatementRun
{
    /// <exception cref="StatementException">
    /// The server refused it, for a reason that <paramref name="passOn"/> does not name.
    /// </exception>
    /// <param name="passOn">Codes of errors that the caller handles; they come as they are.</param>
    public static async Task OfAsync(
        Session session, Statement statement, string text, IReadOnlyCollection<string> passOn,
        CancellationToken cancellationToken)
    {
        try
        {
            await session.ExecuteAsync(Sql.FromUser(Whole(statement)), cancellationToken);
        }
        catch (PostgresException exception) when (!passOn.Contains(exception.SqlState) && !EndsSession(exception))
        {
            var within = exception.InternalQuery == statement.Text ? exception.InternalPosition : exception.Position;
            throw Refused(exception, statement.File, text, statement.Offset, Position.Offset(statement.Text, within));
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException)
        {
            throw Position.Refuse(
                statement.File, text, statement.Offset,
                $"This statement cannot be run from a script: {exception.Message}",
                "`copy … from stdin` needs a client that sends the rows; write `insert … values`.");
        }
    }

    /// <summary>
    /// Npgsql would cut a statement at the semicolons of its <c>begin atomic</c> body; as a string it arrives whole.
    /// </summary>
    private static string Whole(Statement statement)
    {
        if (new Lexer(statement.File, statement.Text).Tokens().All(token => token.Kind != TokenKind.Semicolon))
        {
            return statement.Text;
        }

        var tag = "underpin";
        while (statement.Text.Contains($"${tag}", StringComparison.Ordinal))
        {
            tag += "_";
        }

        return $"do ${tag}_do$ begin execute ${tag}${statement.Text}${tag}$; end ${tag}_do$";
    }

    /// <summary>The server's error at its place in the file.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="text">All of it.</param>
    /// <param name="start">Where the statement begins in the file.</param>
    /// <param name="within">Where in the statement the error is, as far as the server said.</param>
    public static StatementException Refused(
        PostgresException exception, string file, string text, int start, int within) =>
        new(
            exception.MessageText + (exception.Detail is { Length: > 0 } detail ? $" ({detail.TrimEnd('.')})." : "."),
            exception.Hint ?? Advice(exception), exception)
        {
            File = file,
            Line = Position.Line(text, start + within),
            Snippet = Position.Snippet(text, start + within),
            SqlState = exception.SqlState,
        };

    /// <summary>Shut down, terminated, out of memory or disk: no fault of the statement.</summary>
    private static bool EndsSession(PostgresException exception) =>
        exception.SqlState.StartsWith("57P", StringComparison.Ordinal)
        || exception.SqlState.StartsWith("53", StringComparison.Ordinal)
        || exception.SqlState.StartsWith("08", StringComparison.Ordinal);

    private static string? Advice(PostgresException exception) => exception.SqlState switch
    {
        PostgresErrorCodes.InsufficientPrivilege =>
            "Connect as the owner of the tables, or have the missing right granted.",
        PostgresErrorCodes.UndefinedTable =>
            "Is it spelt right, in the right schema, and created by an earlier statement?",
        PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.DuplicateSchema
            or PostgresErrorCodes.DuplicateFunction or PostgresErrorCodes.DuplicateColumn =>
            "Choose another name, or remove what has this one already.",
        _ => null,
    };
}

namespace Underpin;

/// <summary>A statement of the user's that the server refused, with its place.</summary>
/// <param name="message">What the server said, and of which statement.</param>
/// <param name="hint">What to do next; null where the message says it.</param>
/// <param name="innerException">The server's own error.</param>
public sealed class StatementException(string message, string? hint = null, Exception? innerException = null)
    : UnderpinException("statement.failed", message, hint, innerException)
{
    /// <summary>The file, relative to the folder that the command worked on.</summary>
    public required string File { get; init; }

    /// <summary>The line in the file, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The line's text.</summary>
    public string? Snippet { get; init; }

    /// <summary>The server's five-character code.</summary>
    public string? SqlState { get; init; }
}

namespace Underpin;

/// <summary>Something that the user can mend: what happened, to which object, and what to do next.</summary>
/// <param name="code">A short, stable name for scripts, such as <c>change.unknown</c>.</param>
/// <param name="message">What happened, and to which object.</param>
/// <param name="hint">What to do next; null where the message says it.</param>
/// <param name="innerException">What caused it, where that is known.</param>
public class UnderpinException(string code, string message, string? hint = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>A short, stable name for scripts, such as <c>change.unknown</c>.</summary>
    public string Code { get; } = code;

    /// <summary>What to do next; null where the message says it.</summary>
    public string? Hint { get; } = hint;

    /// <summary>What the process answers when this ends it.</summary>
    public ExitCode ExitCode { get; init; } = ExitCode.Failed;
}

namespace Underpin.Cli.Json;

/// <summary>Why a verb failed.</summary>
internal sealed record EnvelopeError
{
    /// <summary>Short and stable, such as <c>change.unknown</c>.</summary>
    public required string Code { get; init; }

    /// <summary>What happened, to which object.</summary>
    public required string Message { get; init; }

    /// <summary>What to do next.</summary>
    public string? Hint { get; init; }

    /// <summary>The file, where it is about one.</summary>
    public string? File { get; init; }

    /// <summary>The line in it, from 1.</summary>
    public int? Line { get; init; }

    /// <summary>The server's five-character code.</summary>
    public string? SqlState { get; init; }
}

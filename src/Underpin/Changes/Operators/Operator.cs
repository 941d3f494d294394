namespace Underpin.Changes.Operators;

/// <summary>Who asks for a step, and in which words: for the journal.</summary>
public sealed record Operator
{
    /// <summary>A person or a pipeline; the user and the machine where nobody says otherwise.</summary>
    public string Name { get; init; } = $"{Environment.UserName}@{Environment.MachineName}";

    /// <summary>The command line as it was typed, without secrets; null: the journal names the step.</summary>
    public string? Command { get; init; }
}

using Underpin.Design.Folder;

namespace Underpin.Design.Testing;

/// <summary>What a candidate answered to a question.</summary>
internal sealed record Asking
{
    public required QuestionCall Call { get; init; }

    /// <summary>Each value as the server prints it; null is SQL's null.</summary>
    public IReadOnlyList<IReadOnlyList<string?>> Rows { get; init; } = [];

    /// <summary>What the server refused; null where it answered.</summary>
    public ServerRefusal? Refusal { get; init; }

    /// <summary>Why the candidate cannot say it; nothing was sent then.</summary>
    public string? Inexpressible { get; init; }
}

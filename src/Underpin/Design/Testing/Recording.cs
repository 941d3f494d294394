using Underpin.Design.Folder;

namespace Underpin.Design.Testing;

/// <summary>How the recording of one fact went.</summary>
internal sealed record Recording
{
    public required FactCall Call { get; init; }

    /// <summary>
    /// Rows inserted, updated and deleted by the fact's statements, triggers aside; 0 after a refusal.
    /// </summary>
    public required long Rows { get; init; }

    /// <summary>
    /// What the server refused; null where it took everything. The transaction is then to be rolled back to a
    /// savepoint.
    /// </summary>
    public ServerRefusal? Refusal { get; init; }

    /// <summary>It changed nothing, and its block does not say that it may.</summary>
    public required bool TouchedNothing { get; init; }

    /// <summary>Why the candidate cannot say it; nothing was sent then.</summary>
    public string? Inexpressible { get; init; }

    public bool Succeeded => Refusal is null && !TouchedNothing && Inexpressible is null;
}

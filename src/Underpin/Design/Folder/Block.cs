namespace Underpin.Design.Folder;

/// <summary>A named piece of a candidate's SQL: how it records one fact, or answers one question.</summary>
internal sealed record Block
{
    /// <summary>The fact or question that it implements.</summary>
    public required Signature Signature { get; init; }

    public required Place Place { get; init; }

    /// <summary>The fact may find nothing to change: <c>(may touch nothing)</c>.</summary>
    public bool MayTouchNothing { get; init; }

    /// <summary>Why this schema cannot say it: <c>(inexpressible: reason)</c>; null where it can.</summary>
    public string? Inexpressible { get; init; }

    /// <summary>The comment lines that follow the header.</summary>
    public string Documentation { get; init; } = "";

    /// <summary>The last one of a question is its answer; none where it is inexpressible.</summary>
    public required IReadOnlyList<BlockStatement> Statements { get; init; }
}

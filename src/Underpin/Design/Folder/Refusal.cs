namespace Underpin.Design.Folder;

/// <summary>
/// What the database must refuse after all that is given: one fact, or several that only together are illegal.
/// </summary>
internal sealed record Refusal
{
    /// <summary>One, or those under <c>together</c>.</summary>
    public required IReadOnlyList<FactCall> Facts { get; init; }

    /// <summary>The rule of the vocabulary that forbids it; null where none is named.</summary>
    public DomainRule? Rule { get; init; }

    public required Place Place { get; init; }

    public string Say() => string.Join(" and ", Facts.Select(fact => fact.Say()));
}

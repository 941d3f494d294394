namespace Underpin.Design.Folder;

/// <summary>A fact or a question of the vocabulary: its name and typed parameters.</summary>
internal abstract record Signature
{
    public required string Name { get; init; }

    public required IReadOnlyList<Parameter> Parameters { get; init; }

    public required Place Place { get; init; }

    /// <summary><c>fact</c> or <c>question</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>As the vocabulary writes it.</summary>
    public virtual string Say() => $"{Name}({string.Join(", ", Parameters)})";
}

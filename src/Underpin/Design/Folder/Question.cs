namespace Underpin.Design.Folder;

/// <summary>Something that the domain asks, and that a candidate answers with rows of these columns.</summary>
internal sealed record Question : Signature
{
    public override string Kind => "question";

    public required IReadOnlyList<Parameter> Returns { get; init; }

    public override string Say() => $"{base.Say()} returns ({string.Join(", ", Returns)})";
}

namespace Underpin.Design.Folder;

/// <summary>Something that happens in the domain, and that a candidate records.</summary>
internal sealed record Fact : Signature
{
    public override string Kind => "fact";
}

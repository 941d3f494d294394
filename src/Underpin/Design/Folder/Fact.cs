namespace Underpin.Design.Folder;

/// <summary>Something that happens in the domain, and that a candidate records.</summary>
internal sealed record Fact : Signature
{
    public override string Kind => "fact";

    /// <summary>What it is about: facts whose names begin with the same word tell one story.</summary>
    public string Family => Name.Split('_')[0];
}

namespace Underpin.Design.Folder;

/// <summary>A parameter of a fact or question, or a column of an answer.</summary>
/// <param name="Name">As the vocabulary spells it.</param>
/// <param name="Type">An SQL type, as the vocabulary spells it.</param>
internal sealed record Parameter(string Name, string Type)
{
    public override string ToString() => $"{Name} {Type}";
}

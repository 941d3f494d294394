namespace Underpin.Design.Folder;

/// <summary>A fact with its arguments.</summary>
internal sealed record FactCall(Fact Fact) : VocabularyCall
{
    public override Signature Signature => Fact;
}

namespace Underpin.Design.Folder;

/// <summary>A question with its arguments.</summary>
internal sealed record QuestionCall(Question Question) : VocabularyCall
{
    public override Signature Signature => Question;
}

namespace Underpin.Design.Folder;

/// <summary>A question and the rows it must be answered with, in any order.</summary>
internal sealed record Answer
{
    public required QuestionCall Call { get; init; }

    /// <summary>The expected rows; none: no row.</summary>
    public required IReadOnlyList<IReadOnlyList<Value>> Rows { get; init; }

    public Place Place => Call.Place;
}

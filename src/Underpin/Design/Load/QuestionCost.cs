namespace Underpin.Design.Load;

/// <summary>What one question costs as the tables grow.</summary>
public sealed record QuestionCost
{
    /// <summary>One more level of an index is no growth with the table: 2 blocks become 3.</summary>
    internal const double Tolerated = 1.5;

    // What is read of a few blocks says nothing.
    private const double Few = 16;

    /// <summary>Its name in the vocabulary.</summary>
    public required string Question { get; init; }

    /// <summary>From the smallest to the largest; empty where the candidate cannot say it.</summary>
    public required IReadOnlyList<QuestionSize> Sizes { get; init; }

    /// <summary>Why it was not asked: the candidate cannot say it, or the server refused it.</summary>
    public string? NotAsked { get; init; }

    /// <summary>How the blocks that it touches grew from the last size but one to the last.</summary>
    public double Growth => Grown(size => size.Buffers);

    /// <summary>How its answer grew.</summary>
    public double AnswerGrowth => Grown(size => size.Rows);

    /// <summary>Its cost grows with the table rather than with its answer.</summary>
    public bool GrowsWithTable =>
        Sizes.Count > 1 && Sizes[^1].Buffers >= Few && Growth > Tolerated * Math.Max(1, AnswerGrowth);

    private double Grown(Func<QuestionSize, double> measure) =>
        Sizes.Count < 2 ? 1 : Math.Max(1, measure(Sizes[^1])) / Math.Max(1, measure(Sizes[^2]));
}

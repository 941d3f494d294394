namespace Underpin.Design.ScoreCard.Rows;

/// <summary>How a candidate fares in a row, where that can be told.</summary>
public enum Grade
{
    /// <summary>Neither, or it cannot be told.</summary>
    None,

    /// <summary>Nobody does better, and somebody does worse.</summary>
    Best,

    /// <summary>It fails what every candidate should pass.</summary>
    Fails,
}

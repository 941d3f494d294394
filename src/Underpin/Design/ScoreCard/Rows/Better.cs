namespace Underpin.Design.ScoreCard.Rows;

/// <summary>Which way a measure is better.</summary>
internal enum Better
{
    Neither,
    More,
    Less,

    /// <summary>None at all is right; anything else fails.</summary>
    Zero,
}

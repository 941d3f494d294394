namespace Underpin.Design.ScoreCard.Page;

/// <summary>What a mark in a scenario's picture stands for.</summary>
internal enum ItemKind
{
    /// <summary>Something that lasts, from a day to a day or on.</summary>
    Span,

    /// <summary>Something that happens on a day.</summary>
    Event,

    /// <summary>What must be refused.</summary>
    Refusal,

    /// <summary>What is asked, on the day that it is asked of.</summary>
    Answer,
}

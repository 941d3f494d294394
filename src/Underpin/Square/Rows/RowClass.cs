namespace Underpin.Square.Rows;

/// <summary>What is wrong with a row that the change made, measured by what the facts record in the new schema.</summary>
internal enum RowClass
{
    /// <summary>The facts record it, and the change does not make it.</summary>
    Missing,

    /// <summary>The change makes it, and the facts do not record it.</summary>
    Extra,

    /// <summary>The change gives it other values than the facts do.</summary>
    Stale,
}

namespace Underpin.Square;

/// <summary>A difference that change.yaml declares.</summary>
/// <param name="Declared">What it covers, for people.</param>
/// <param name="Line">Where it stands in change.yaml, from 1.</param>
/// <param name="Because">Why it is accepted.</param>
/// <param name="Count">How many rows or answers it covers; 0: it does not occur any more.</param>
public sealed record CoveredDifference(string Declared, int Line, string Because, int Count);

namespace Underpin.Checks;

/// <summary>One line of evidence: what a gate asks for, and what there is.</summary>
/// <param name="Asks">What must hold, as a sentence: <c>every live instance knows the plan</c>.</param>
/// <param name="Holds">Whether it does.</param>
/// <param name="Found">What was found, with names and numbers.</param>
internal sealed record Check(string Asks, bool Holds, string Found);

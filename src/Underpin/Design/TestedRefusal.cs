namespace Underpin.Design;

/// <summary>Something illegal that a candidate's schema refused.</summary>
/// <param name="Step">The facts, as the scenario writes them.</param>
/// <param name="Rule">The rule of the vocabulary that forbids them; null where the scenario names none.</param>
/// <param name="By">The constraint, unique index or trigger that spoke.</param>
public sealed record TestedRefusal(string Step, string? Rule, string By);

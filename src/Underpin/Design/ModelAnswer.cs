namespace Underpin.Design;

/// <summary>What came of trying a model: nothing is tried before its folder is whole.</summary>
/// <param name="Check">What is wrong with the folder.</param>
/// <param name="Result">Null where the folder is not whole.</param>
public sealed record ModelAnswer<T>(ModelCheck Check, T? Result)
    where T : class;

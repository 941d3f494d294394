namespace Underpin.Design.Folder;

/// <summary>Periods that a fact ends although another one began them, as <c>ends:</c> in the vocabulary says.</summary>
internal sealed record PeriodEnd
{
    /// <summary>The first word of the facts that begin such a period.</summary>
    public required string Family { get; init; }

    /// <summary>
    /// Parameters of the fact that began it, each with the parameter of the ending fact that has the same value.
    /// </summary>
    public required IReadOnlyList<(string Theirs, string Ours)> Same { get; init; }

    /// <summary>Values that the fact that began it has.</summary>
    public required IReadOnlyList<(string Theirs, string? Value)> With { get; init; }

    /// <summary>Does the second fact end the period that the first one began?</summary>
    public bool Covers(FactCall began, FactCall ended) =>
        began.Fact.Family == Family
        && Same.All(pair => Has(began, pair.Theirs, ended.Argument(pair.Ours)))
        && With.All(pair => Has(began, pair.Theirs, pair.Value));

    private static bool Has(FactCall began, string parameter, string? value) =>
        began.Fact.Parameters.Any(one => one.Name == parameter) && began.Argument(parameter) == value;
}

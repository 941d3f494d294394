namespace Underpin.Design.Search;

/// <summary>What a candidate made of the histories that break one rule.</summary>
public sealed record RuleResult
{
    /// <summary>The candidate's name.</summary>
    public required string Candidate { get; init; }

    /// <summary>The rule's name.</summary>
    public required string Rule { get; init; }

    /// <summary>Illegal facts that it was offered, the rest of the history being legal and recorded.</summary>
    public required int Offered { get; init; }

    /// <summary>
    /// How often its own constraints or triggers refused; the others touched nothing, failed, or could not be said.
    /// </summary>
    public required int Refused { get; init; }

    /// <summary>Pairs of facts, each legal alone, that two transactions recorded at once.</summary>
    public required int Pairs { get; init; }

    /// <summary>Histories that were not judged since the candidate did not take a legal fact.</summary>
    public required int Lost { get; init; }
}

using Underpin.Design.Folder;
using Underpin.Design.Search;

namespace Underpin.Design;

/// <summary>An illegal history that a candidate accepts; nothing can be left out of it.</summary>
public sealed record AcceptedHistory
{
    /// <summary>The candidate's name.</summary>
    public required string Candidate { get; init; }

    /// <summary>The rule that forbids it.</summary>
    public required string Rule { get; init; }

    /// <summary>What the rule says.</summary>
    public required string Says { get; init; }

    /// <summary>
    /// The last two facts were recorded by two transactions at once; one after the other, they are refused.
    /// </summary>
    public required bool TwoAtOnce { get; init; }

    /// <summary>As the <c>given</c> of a scenario, with a line where the day of recording changes.</summary>
    public required IReadOnlyList<string> Facts { get; init; }

    /// <summary>What to paste into psql after the candidate's schema.sql.</summary>
    public required string Script { get; init; }

    internal static AcceptedHistory Of(Loophole found, Vocabulary vocabulary) => new()
    {
        Candidate = found.Candidate,
        Rule = found.Rule,
        Says = vocabulary.Rules[found.Rule].Says,
        TwoAtOnce = found.TwoAtOnce,
        Facts = [.. found.History.Lines],
        Script = found.Script,
    };
}

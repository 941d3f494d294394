using Underpin.Design.Testing;

namespace Underpin.Design.Search;

/// <summary>Counts what one candidate made of the breaches of one rule.</summary>
internal sealed class BreachCount
{
    private int _offered;
    private int _refused;

    public int Pairs { get; set; }

    public int Lost { get; set; }

    /// <summary>It accepted one: no more are offered.</summary>
    public bool Found { get; set; }

    /// <summary>It accepted two at once.</summary>
    public bool FoundTwo { get; set; }

    /// <summary>It accepted something illegal, in one way or the other.</summary>
    public bool IsKnown => Found || FoundTwo;

    public void Count(Recording recording)
    {
        _offered++;
        _refused += recording.Refusal is { IsByTheSchema: true } ? 1 : 0;
    }

    public RuleResult Result(string candidate, string rule) => new()
    {
        Candidate = candidate,
        Rule = rule,
        Offered = _offered,
        Refused = _refused,
        Pairs = Pairs,
        Lost = Lost,
    };
}

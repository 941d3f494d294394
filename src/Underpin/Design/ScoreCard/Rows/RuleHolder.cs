namespace Underpin.Design.ScoreCard.Rows;

/// <summary>Who holds a rule in a candidate.</summary>
internal enum RuleHolder
{
    Constraint,
    Trigger,
    Nobody,

    /// <summary>The candidate cannot say what the rule is about.</summary>
    Inexpressible,

    /// <summary>No refusal of the rule was reached.</summary>
    Untested,
}

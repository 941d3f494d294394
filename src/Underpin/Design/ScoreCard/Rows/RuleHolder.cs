namespace Underpin.Design.ScoreCard.Rows;

/// <summary>Who holds a rule in a candidate.</summary>
public enum RuleHolder
{
    /// <summary>A constraint or a unique index.</summary>
    Constraint,

    /// <summary>A trigger.</summary>
    Trigger,

    /// <summary>It accepted what the rule forbids.</summary>
    Nobody,

    /// <summary>The candidate cannot say what the rule is about.</summary>
    Inexpressible,

    /// <summary>No refusal of the rule was reached.</summary>
    Untested,
}

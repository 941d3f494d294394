namespace Underpin.Changes.Plans;

/// <summary>The schema whose write counts; the other one follows.</summary>
public enum Lead
{
    /// <summary>The old schema.</summary>
    Old,

    /// <summary>The new schema.</summary>
    New,
}

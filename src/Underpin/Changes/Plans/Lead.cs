namespace Underpin.Changes.Plans;

/// <summary>The schema whose write counts; the other one follows.</summary>
internal enum Lead
{
    Old,
    New,
}

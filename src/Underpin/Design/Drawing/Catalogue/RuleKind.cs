namespace Underpin.Design.Drawing.Catalogue;

/// <summary>By what a table holds a rule about its rows.</summary>
internal enum RuleKind
{
    PrimaryKey,
    Unique,
    Exclusion,
    Check,
    Trigger,
}

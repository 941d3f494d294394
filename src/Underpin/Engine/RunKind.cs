namespace Underpin.Engine;

/// <summary>What a run did.</summary>
internal enum RunKind
{
    Populate,
    Verify,
    Repair,
}

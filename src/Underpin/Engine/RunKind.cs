namespace Underpin.Engine;

/// <summary>What a run did.</summary>
public enum RunKind
{
    /// <summary>It fills the targets.</summary>
    Populate,

    /// <summary>It compares both schemas.</summary>
    Verify,

    /// <summary>It puts right what differs.</summary>
    Repair,
}

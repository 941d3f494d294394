namespace Underpin.Changes.Plans;

/// <summary>
/// How far the schema itself has moved, in order. The SQL schema is the contract: column <c>stage</c> of
/// <c>underpin.plan</c> names these, and the library that applications reference follows it too.
/// </summary>
public enum Stage
{
    /// <summary>Nothing of the new schema is there, or not all of it.</summary>
    Begun,

    /// <summary>Both schemas are there.</summary>
    Expanded,

    /// <summary>The old schema is no longer written.</summary>
    OldStopped,

    /// <summary>What is retired has another name, and can be put back.</summary>
    SetAside,

    /// <summary>What was retired is gone.</summary>
    Dropped,
}

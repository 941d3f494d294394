namespace Underpin.Live.Plans;

/// <summary>
/// How far the schema itself has moved, in order. The SQL schema is the contract: column <c>stage</c> of
/// <c>underpin.plan</c> names these, and the operator's tool follows it too.
/// </summary>
internal enum Stage
{
    Begun,
    Expanded,
    OldStopped,
    SetAside,
    Dropped,
}

namespace Underpin.Live.Plans;

/// <summary>How far the schema itself has moved, in order; as <c>underpin.plan.stage</c> names it.</summary>
internal enum Stage
{
    Begun,
    Expanded,
    OldStopped,
    SetAside,
    Dropped,
}

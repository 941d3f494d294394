namespace Underpin.Changes.Plans;

/// <summary>How far the schema itself has moved, in order.</summary>
internal enum Stage
{
    Begun,
    Expanded,
    OldStopped,
    SetAside,
    Dropped,
}

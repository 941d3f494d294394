namespace Underpin.Changes.Standing;

/// <summary>How far a step is.</summary>
internal enum Progress
{
    Waiting,
    Begun,
    Done,
}

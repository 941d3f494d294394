namespace Underpin.Changes.Standing;

/// <summary>How far a step is.</summary>
public enum Progress
{
    /// <summary>Nothing of it is done.</summary>
    Waiting,

    /// <summary>Some of it is.</summary>
    Begun,

    /// <summary>All of it is.</summary>
    Done,
}

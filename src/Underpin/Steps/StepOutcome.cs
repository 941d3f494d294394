namespace Underpin.Steps;

/// <summary>How a step ended.</summary>
public enum StepOutcome
{
    /// <summary>It did what was asked.</summary>
    Done,

    /// <summary>There was nothing to do.</summary>
    Nothing,

    /// <summary>Its gate is shut; nothing was changed.</summary>
    Shut,

    /// <summary>It found differences or findings.</summary>
    Found,
}

namespace Underpin.Changes.Standing;

/// <summary>The five steps, in order.</summary>
public enum StepName
{
    /// <summary>The new schema is added.</summary>
    Expand,

    /// <summary>The application writes both.</summary>
    Write,

    /// <summary>The new tables are filled and compared.</summary>
    PopulateAndVerify,

    /// <summary>The new schema answers, and at last leads.</summary>
    Read,

    /// <summary>The old schema goes away.</summary>
    CleanUp,
}

namespace Underpin.Steps.Verify;

/// <summary>What is wrong with a row.</summary>
public enum DiscrepancyClass
{
    /// <summary>It should be there, and is not.</summary>
    Missing,

    /// <summary>It is there, and nothing maps to it.</summary>
    Extra,

    /// <summary>It holds other values than it should.</summary>
    Stale,

    /// <summary>The new schema holds what the old one cannot say: no defect, but the point of no return.</summary>
    Inexpressible,
}

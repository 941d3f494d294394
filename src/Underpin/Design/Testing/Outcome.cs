namespace Underpin.Design.Testing;

/// <summary>What a scenario makes of a candidate.</summary>
public enum Outcome
{
    /// <summary>It took what it was given, refused what it should, and answered as expected.</summary>
    Right,

    /// <summary>It did not.</summary>
    Wrong,

    /// <summary>It said itself that it cannot say a part of this; the rest is right.</summary>
    Inexpressible,
}

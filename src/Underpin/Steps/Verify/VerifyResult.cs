namespace Underpin.Steps.Verify;

/// <summary>What a verify found.</summary>
public sealed record VerifyResult : StepResult
{
    /// <summary>
    /// One while the old schema leads, two once the new one does, none once the old one is set aside.
    /// </summary>
    public IReadOnlyList<VerifyPass> Passes { get; init; } = [];

    /// <summary>Discrepancies in all passes.</summary>
    public long Found => Passes.Sum(pass => pass.Found);
}

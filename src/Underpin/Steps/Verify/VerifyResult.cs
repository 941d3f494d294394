namespace Underpin.Steps.Verify;

/// <summary>What a verify found.</summary>
/// <param name="Passes">One while the old schema leads, two once the new one does, none once the old one is set aside.</param>
internal sealed record VerifyResult(IReadOnlyList<Pass> Passes)
{
    public long Found => Passes.Sum(pass => pass.Found);

    public ExitCode ExitCode => Found > 0 ? ExitCode.Findings : ExitCode.Done;
}

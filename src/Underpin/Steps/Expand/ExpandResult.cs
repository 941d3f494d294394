using Underpin.Steps.Lint;

namespace Underpin.Steps.Expand;

/// <summary>What came of the wish to add the new schema.</summary>
public sealed record ExpandResult : StepResult
{
    /// <summary>What lint saw; null where the change was expanded already.</summary>
    public LintResult? Lint { get; init; }

    /// <summary>The rule that no reason lets pass; null where there is none.</summary>
    public string? Insurmountable { get; init; }
}

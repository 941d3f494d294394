namespace Underpin.Steps.CleanUp;

/// <summary>What came of the wish to stop writing the old schema and to set it aside.</summary>
public sealed record CleanUpResult : StepResult
{
    /// <summary>What was set aside now, as the folder names it: <c>golf_courses.architect_1</c>.</summary>
    public IReadOnlyList<string> SetAside { get; init; } = [];

    /// <summary>The plans that this step made, oldest first: one stops the old writes, one sets aside.</summary>
    public IReadOnlyList<Changes.Plans.Plan> Plans { get; init; } = [];
}

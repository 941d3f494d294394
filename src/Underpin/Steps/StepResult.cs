using Underpin.Changes.Plans;
using Underpin.Checks;

namespace Underpin.Steps;

/// <summary>What a step did, or why it did nothing.</summary>
internal sealed record StepResult
{
    public required ExitCode ExitCode { get; init; }

    /// <summary>What happened, a sentence a line.</summary>
    public required IReadOnlyList<string> Said { get; init; }

    /// <summary>The plan that is in force after the step.</summary>
    public required Plan Plan { get; init; }

    /// <summary>The gate that was asked; null where the step has none.</summary>
    public Gate? Gate { get; init; }

    public static StepResult Done(Plan plan, Gate? gate, params string[] said) =>
        new() { ExitCode = ExitCode.Done, Said = said, Plan = plan, Gate = gate };

    public static StepResult Nothing(Plan plan, string said) =>
        new() { ExitCode = ExitCode.Done, Said = [said], Plan = plan };

    public static StepResult Shut(Plan plan, Gate gate) => new()
    {
        ExitCode = ExitCode.Findings,
        Said = [$"The gate to \"{gate.Step}\" is shut; nothing was changed."],
        Plan = plan,
        Gate = gate,
    };
}

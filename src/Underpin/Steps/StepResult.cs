using System.Text.Json.Serialization;
using Underpin.Changes.Plans;
using Underpin.Checks;

namespace Underpin.Steps;

/// <summary>What a step did, or why it did nothing.</summary>
public abstract record StepResult
{
    /// <summary>How it ended.</summary>
    [JsonIgnore]
    public StepOutcome Outcome { get; init; }

    /// <summary>The plan that is in force after the step; version 0 where the change has not begun.</summary>
    public required Plan Plan { get; init; }

    /// <summary>The gate that was asked; null where none was.</summary>
    [JsonIgnore]
    public Gate? Gate { get; init; }

    /// <summary>What a process answers to the shell.</summary>
    [JsonIgnore]
    public ExitCode ExitCode => Outcome is StepOutcome.Shut or StepOutcome.Found ? ExitCode.Findings : ExitCode.Done;
}

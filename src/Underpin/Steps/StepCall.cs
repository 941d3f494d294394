using Underpin.Changes.Journals;
using Underpin.Changes.Operators;
using Underpin.Changes.Plans;
using Underpin.Checks;

namespace Underpin.Steps;

/// <summary>How a step was called.</summary>
/// <param name="CommandLine">As it was typed, for the journal; without a connection string.</param>
/// <param name="Force">Passes a shut gate; null to stop there.</param>
internal sealed record StepCall(string CommandLine, Force? Force = null)
{
    /// <summary>It takes something back, for which an edited folder is good enough.</summary>
    public bool GoesBack { get; init; }

    /// <summary>Who asks.</summary>
    public string Who { get; init; } = new Operator().Name;

    /// <summary>What the journal keeps of a step that has ended.</summary>
    public JournalEntry Entry(Plan plan, StepOutcome outcome, Gate? gate = null) => new()
    {
        Change = plan.Change,
        Command = CommandLine,
        Who = Who,
        Outcome = outcome.ToString().ToLowerInvariant(),
        PlanVersion = plan.Version,
        Checks = gate?.Checks ?? [],
    };
}

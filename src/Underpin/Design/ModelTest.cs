using Underpin.Design.Testing;

namespace Underpin.Design;

/// <summary>Every scenario against every candidate.</summary>
public sealed record ModelTest
{
    /// <summary>How many cells came out how, in the folder's order.</summary>
    public required IReadOnlyList<TestedCandidate> Candidates { get; init; }

    /// <summary>How many scenarios were run.</summary>
    public required int Scenarios { get; init; }

    /// <summary>By candidate, then by scenario, both in the folder's order.</summary>
    public required IReadOnlyList<TestedCell> Cells { get; init; }

    /// <summary>How long it took.</summary>
    public required double Seconds { get; init; }

    /// <summary>Findings where any cell is wrong.</summary>
    public ExitCode ExitCode =>
        Cells.Any(cell => cell.Outcome == Outcome.Wrong) ? ExitCode.Findings : ExitCode.Done;

    internal static ModelTest Of(TestedModel run) => new()
    {
        Candidates =
        [
            .. run.Candidates.Select(candidate => new TestedCandidate(
                candidate.Name,
                run.Count(candidate, Outcome.Right),
                run.Count(candidate, Outcome.Wrong),
                run.Count(candidate, Outcome.Inexpressible))),
        ],
        Scenarios = run.Scenarios.Count,
        Cells = [.. run.Cells.Select(TestedCell.Of)],
        Seconds = run.Took.TotalSeconds,
    };
}

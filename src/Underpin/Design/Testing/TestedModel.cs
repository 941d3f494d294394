using Underpin.Design.Folder;

namespace Underpin.Design.Testing;

/// <summary>Every scenario against every candidate.</summary>
internal sealed record TestedModel
{
    /// <summary>In the folder's order.</summary>
    public required IReadOnlyList<Candidate> Candidates { get; init; }

    /// <summary>In the folder's order.</summary>
    public required IReadOnlyList<Scenario> Scenarios { get; init; }

    /// <summary>By candidate, then by scenario, both in the folder's order.</summary>
    public required IReadOnlyList<Cell> Cells { get; init; }

    public required TimeSpan Took { get; init; }

    public ExitCode ExitCode => Cells.Any(cell => cell.Outcome == Outcome.Wrong) ? ExitCode.Findings : ExitCode.Done;

    public IEnumerable<Cell> Of(Candidate candidate) => Cells.Where(cell => cell.Candidate == candidate.Name);

    public int Count(Candidate candidate, Outcome outcome) => Of(candidate).Count(cell => cell.Outcome == outcome);
}

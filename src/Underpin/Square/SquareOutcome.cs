using Underpin.Changes.Folder;
using Underpin.Steps.Lint;

namespace Underpin.Square;

/// <summary>Does the square commute? What was tried, and what came out otherwise.</summary>
internal sealed record SquareOutcome
{
    public required ChangeFolder Change { get; init; }

    /// <summary>What expand said where its gate was shut: nothing else was tried then. Null where it is done.</summary>
    public LintResult? Refused { get; init; }

    public IReadOnlyList<ScenarioOutcome> Scenarios { get; init; } = [];

    /// <summary>Null where expand was refused.</summary>
    public HistoryOutcome? Histories { get; init; }

    /// <summary>Null where there were no writers.</summary>
    public WriterOutcome? Writers { get; init; }

    public required int Seed { get; init; }

    public required TimeSpan Took { get; init; }

    public ExitCode ExitCode =>
        Refused is not null
            || Scenarios.Any(scenario => scenario.IsWrong)
            || Histories is { IsWrong: true }
            || Writers is { IsWrong: true }
            ? ExitCode.Findings : ExitCode.Done;

    /// <summary>
    /// Each declared difference with the number of rows or answers that it covers; 0: it does not occur any more.
    /// </summary>
    public IEnumerable<(DeclaredDifference Declared, int Count)> Accepted => Change.Differs.Select(declared => (
        declared,
        (Histories?.Accepted.GetValueOrDefault(declared) ?? 0)
            + Scenarios.Sum(scenario => scenario.Accepted.Count(one => one.Declared == declared))));
}

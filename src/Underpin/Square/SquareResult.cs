using Underpin.Steps.Lint;

namespace Underpin.Square;

/// <summary>Does the square commute? What was tried, and what came out otherwise.</summary>
public sealed record SquareResult
{
    /// <summary>The change's name.</summary>
    public required string Change { get; init; }

    /// <summary>The table that it leads from.</summary>
    public required string SourceTable { get; init; }

    /// <summary>Facts recorded in the old schema and changed are the same facts recorded in the new one.</summary>
    public required bool Commutes { get; init; }

    /// <summary>What expand said where its gate was shut: nothing else was tried then. Null where it is done.</summary>
    public LintResult? Refused { get; init; }

    /// <summary>In the model folder's order.</summary>
    public required IReadOnlyList<TriedScenario> Scenarios { get; init; }

    /// <summary>Null where expand was refused.</summary>
    public TriedHistories? Histories { get; init; }

    /// <summary>Null where there were no writers.</summary>
    public WriterOutcome? Writers { get; init; }

    /// <summary>Each declared difference, with the number of rows or answers that it covers.</summary>
    public required IReadOnlyList<CoveredDifference> Differs { get; init; }

    /// <summary>The same seed makes the same histories.</summary>
    public required int Seed { get; init; }

    /// <summary>How long it took.</summary>
    public required double Seconds { get; init; }

    /// <summary>Findings where it does not commute.</summary>
    public ExitCode ExitCode => Commutes ? ExitCode.Done : ExitCode.Findings;

    internal static SquareResult Of(SquareOutcome outcome) => new()
    {
        Change = outcome.Change.Name,
        SourceTable = outcome.Change.Source.Table.Plain,
        Commutes = outcome.ExitCode == ExitCode.Done,
        Refused = outcome.Refused,
        Scenarios = [.. outcome.Scenarios.Select(TriedScenario.Of)],
        Histories = outcome.Histories is { } histories ? TriedHistories.Of(histories) : null,
        Writers = outcome.Writers,
        Differs =
        [
            .. outcome.Accepted.Select(one => new CoveredDifference(
                one.Declared.Say(), one.Declared.Line, one.Declared.Because, one.Count)),
        ],
        Seed = outcome.Seed,
        Seconds = outcome.Took.TotalSeconds,
    };
}

using Underpin.Rules;

namespace Underpin.Steps.Lint;

/// <summary>What trying expand.sql on a copy of the live schema showed.</summary>
public sealed record LintResult
{
    /// <summary>The change that was tried.</summary>
    public required string Change { get; init; }

    /// <summary>How many statements expand.sql has; those that are done already were not tried.</summary>
    public required int Total { get; init; }

    /// <summary>How many were tried: those that are still to be run, up to the first that failed.</summary>
    public int Tried => Statements.Count;

    /// <summary>What they add.</summary>
    public IReadOnlyList<AddedObject> Adds => [.. Statements.SelectMany(statement => statement.Added)];

    /// <summary>What the rules have against them, in the order of the statements.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Why the rest was not tried: a statement failed, as it may after a finding; null: all was.</summary>
    public string? Stopped { get; init; }

    /// <summary>In order, those that are still to be run.</summary>
    internal IReadOnlyList<LintedStatement> Statements { get; init; } = [];

    /// <summary>A finding that no reason lets pass.</summary>
    internal Finding? Insurmountable => Findings.FirstOrDefault(finding => !finding.MayBeForced);
}

using Underpin.Checks;
using Underpin.Rules;

namespace Underpin.Steps.Lint;

/// <summary>What trying expand.sql on a copy of the live schema showed.</summary>
internal sealed record LintReport
{
    public required string Change { get; init; }

    /// <summary>How many statements expand.sql has; those that are done already were not tried.</summary>
    public required int Total { get; init; }

    /// <summary>In order, those that are still to be run.</summary>
    public required IReadOnlyList<LintedStatement> Statements { get; init; }

    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Why the rest was not tried: a statement failed, as it may after a finding; null: all was.</summary>
    public string? Stopped { get; init; }

    /// <summary>A finding that no reason lets pass.</summary>
    public Finding? Insurmountable => Findings.FirstOrDefault(finding => !finding.MayBeForced);

    public Gate Gate => new("expand", [
        new("lint finds nothing in expand.sql", Findings.Count == 0, Findings.Count == 0
            ? $"{Statements.Count} statements tried on a copy of the schema"
            : string.Join(", ", Findings.Select(finding => $"{finding.Rule} at {finding.File}:{finding.Line}"))),
    ]);
}

namespace Underpin.Design.Search;

/// <summary>What a search for illegal states found.</summary>
internal sealed record SearchReport
{
    public required int Seed { get; init; }

    /// <summary>The rules that were searched.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>Rules that nobody said how to break: they have no query under <c>never:</c>.</summary>
    public required IReadOnlyList<string> WithoutQuery { get; init; }

    /// <summary>By rule: why no query can say what it forbids.</summary>
    public required IReadOnlyDictionary<string, string> Unsearched { get; init; }

    /// <summary>By rule, then candidate.</summary>
    public required IReadOnlyList<RuleResult> Results { get; init; }

    /// <summary>By candidate, then rule; the smallest history of each, and of each two at once.</summary>
    public required IReadOnlyList<Loophole> Findings { get; init; }

    public ExitCode ExitCode => Findings.Count == 0 ? ExitCode.Done : ExitCode.Findings;
}

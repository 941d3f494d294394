using Underpin.Design.Folder;
using Underpin.Design.Search;

namespace Underpin.Design;

/// <summary>What a search for illegal histories found.</summary>
public sealed record ModelSearch
{
    /// <summary>The same seed makes the same histories.</summary>
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
    public required IReadOnlyList<AcceptedHistory> Findings { get; init; }

    /// <summary>Findings where any illegal history was accepted.</summary>
    public ExitCode ExitCode => Findings.Count == 0 ? ExitCode.Done : ExitCode.Findings;

    internal static ModelSearch Of(SearchReport report, Vocabulary vocabulary) => new()
    {
        Seed = report.Seed,
        Rules = report.Rules,
        WithoutQuery = report.WithoutQuery,
        Unsearched = report.Unsearched,
        Results = report.Results,
        Findings = [.. report.Findings.Select(found => AcceptedHistory.Of(found, vocabulary))],
    };
}

using Underpin.Postgres.Watching;

namespace Underpin.Rules;

/// <summary>
/// Every rule: each sealed <see cref="LintRule"/> of this assembly, so that a new one is a new folder and no more.
/// </summary>
internal static class AllRules
{
    public static IReadOnlyList<LintRule> List { get; } =
    [
        .. typeof(LintRule).Assembly.GetTypes()
            .Where(type => type.IsSealed && type.IsSubclassOf(typeof(LintRule)))
            .Select(type => (LintRule)Activator.CreateInstance(type)!)
            .OrderBy(rule => rule.Name, StringComparer.Ordinal),
    ];

    public static IEnumerable<Finding> Judge(Observation seen) => List.SelectMany(rule => rule.Judge(seen));
}

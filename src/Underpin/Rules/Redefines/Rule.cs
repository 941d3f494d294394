using Underpin.Postgres.Catalog;
using Underpin.Postgres.Watching;

namespace Underpin.Rules.Redefines;

/// <summary>A view, function, default, policy or the like that was there before does something else.</summary>
internal sealed class Rule : LintRule
{
    private static readonly string[] _facts =
    [
        "definition", "default", "identity", "generated", "row security", "forced row security", "enabled", "parent",
        "persistence", "deferrable", "deferred",
    ];

    public override string Title => "Makes something do something else";

    public override string Why =>
        "The application that runs now relies on what the view, function, default, trigger or policy did: it goes on "
        + "without an error and gets other results, or other rows.";

    public override string Instead =>
        "Create a new one under a new name for the new code. What must change for the old code too is a migration of "
            + "its own, outside this change.";

    public override IEnumerable<Finding> Judge(Observation seen) =>
        // A definition that names what was renamed or retyped reads otherwise, too: that is another rule's matter.
        seen.Difference.Renamed.Count > 0 || seen.Difference.Altered.Any(change => change.Fact == "type")
            ? []
            : from change in seen.Difference.Altered
              where _facts.Contains(change.Fact)
              group change by change.Before into changes
              select Find(seen, changes.Key, Say(changes.Key, changes.First()));

    private static string Say(CatalogEntry entry, FactChange change) => change.Fact switch
    {
        "definition" => $"{entry.Plain} is redefined.",
        _ => $"{entry.Plain}: {change.Fact} changes from {change.Was ?? "none"} to {change.Is ?? "none"}.",
    };
}

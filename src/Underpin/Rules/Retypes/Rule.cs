using Underpin.Postgres.Watching;

namespace Underpin.Rules.Retypes;

/// <summary>A column that was there before has another type or collation.</summary>
internal sealed class Rule : LintRule
{
    public override string Title => "Changes the type of a column";

    public override string Why =>
        "The application that runs now reads and writes the old type, and its prepared statements fail with `cached "
            + "plan must not change result type`. Most changes of a type also rewrite the table while nobody can use "
            + "it.";

    public override string Instead =>
        "Add a column of the new type (in a new table, or beside the old one), let the mapping convert, and retire the "
        + "old column.";

    public override IEnumerable<Finding> Judge(Observation seen) =>
        from change in seen.Difference.Altered
        where change.Fact is "type" or "collation" && change.Before.Type != "view column"
        select Find(
            seen, change.Before,
            $"{change.Before.Plain} changes its {change.Fact} from {change.Was ?? "none"} to {change.Is ?? "none"}.");
}

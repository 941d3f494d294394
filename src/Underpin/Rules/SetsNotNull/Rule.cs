using Underpin.Postgres.Catalog;
using Underpin.Postgres.Watching;

namespace Underpin.Rules.SetsNotNull;

/// <summary>A table that was there before asks for a value that old writers do not give.</summary>
internal sealed class Rule : LintRule
{
    public override string Title => "Asks for a value that old writers do not give";

    public override string Why =>
        "The application that runs now may write null there, or does not know the column at all: its inserts fail. "
            + "Setting not null also reads the whole table while nobody can use it.";

    public override string Instead =>
        "Let the column take null, or give it a default, for as long as the old schema is written. In a new table "
        + "`not null` is fine.";

    public override IEnumerable<Finding> Judge(Observation seen)
    {
        var set = seen.Difference.Altered
            .Where(change => change.Fact == "not null" && change.Is == "yes")
            .Select(change => Find(seen, change.Before, $"{change.Before.Plain} takes null no more."));
        var added = seen.Difference.Added
            .Where(entry => entry.IsColumn && IsDemanding(entry)
                && seen.After.TableOf(entry) is { } table && seen.WasThere(table))
            .Select(entry => Find(
                seen, entry,
                $"{entry.Plain} is added as not null and without a default: inserts that do not name it fail."));
        return set.Concat(added);
    }

    private static bool IsDemanding(CatalogEntry column) =>
        column["not null"] == "yes"
            && column["default"] is null
            && column["identity"] is null
            && column["generated"] is null;
}

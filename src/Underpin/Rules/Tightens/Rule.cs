using Underpin.Postgres.Catalog;
using Underpin.Postgres.Watching;

namespace Underpin.Rules.Tightens;

/// <summary>A table that was there before takes fewer rows than it did.</summary>
internal sealed class Rule : LintRule
{
    public override string Title => "Lets a table take fewer rows than before";

    public override string Why =>
        "The application that runs now may write rows that the new constraint or unique index refuses, `not valid` or "
        + "not: its inserts and updates fail.";

    public override string Instead =>
        "Put the constraint on the new tables or on new columns; let the mapping say what becomes of rows that do not "
            + "fit.";

    public override IEnumerable<Finding> Judge(Observation seen)
    {
        var added = seen.Difference.Added.Select(entry => entry.Key).ToHashSet();
        return
            from entry in seen.Difference.Added
            where IsTightening(entry) && !entry.Owners.Any(owner => added.Contains(owner) && IsConstraint(owner, seen))
            let table = seen.After.TableOf(entry)
            where table is not null && seen.WasThere(table) && TouchesOldColumns(seen, table, entry)
            select Find(seen, entry, $"{table.Plain} gets {entry.Plain}, which refuses rows that it took before.");
    }

    /// <summary>A not-null constraint (kind n, from PostgreSQL 18 on) is another rule's matter.</summary>
    private static bool IsTightening(CatalogEntry entry) =>
        (entry.Type == "table constraint" && entry["kind"] != "n")
            || (entry.Type == "index" && entry["unique"] == "yes");

    private static bool IsConstraint(string key, Observation seen) =>
        seen.After.Entries.TryGetValue(key, out var owner) && owner.Type == "table constraint";

    private static bool TouchesOldColumns(Observation seen, CatalogEntry table, CatalogEntry entry) =>
        (entry["columns"] ?? "0").Split(' ').Any(number =>
            number == "0" || seen.Existed.Contains(CatalogSnapshot.ColumnKey(table, number)));
}

using Underpin.Postgres.Watching;

namespace Underpin.Rules.ChangesRows;

/// <summary>Rows of a table that was there before are inserted, updated or deleted.</summary>
internal sealed class Rule : LintRule
{
    public override string Title => "Changes rows of a table";

    public override string Why =>
        "One statement that changes many rows keeps them locked until it ends, and writes that the application makes "
        + "meanwhile wait or are lost. Nor could this step be taken back.";

    public override string Instead =>
        "Say in a mapping which rows the new tables should hold: `underpin populate` moves them in batches that let "
        + "writers pass. Rows for new tables may be inserted here.";

    public override IEnumerable<Finding> Judge(Observation seen) =>
        from held in seen.Locks
        where held.Mode == "ROW EXCLUSIVE" && held.Relation["kind"] is "r" or "p" or "f"
        select Find(seen, held.Relation, $"Rows of {held.Relation.Plain} are inserted, updated or deleted.");
}

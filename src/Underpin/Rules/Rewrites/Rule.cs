using Underpin.Postgres.Watching;

namespace Underpin.Rules.Rewrites;

/// <summary>A table that was there before is stored anew, or emptied.</summary>
internal sealed class Rule : LintRule
{
    public override string Title => "Rewrites a table";

    public override string Why =>
        "Every row is written again under an ACCESS EXCLUSIVE lock: nobody can read or write the table until it is "
            + "done, and it needs as much disk again. `truncate` looks the same, and the rows are gone.";

    public override string Instead =>
        "Add the column without a volatile default and let populate fill it in batches, or put it into a new table.";

    public override IEnumerable<Finding> Judge(Observation seen)
    {
        var tables = seen.Rewritten.Where(relation => relation["kind"] != "i").ToList();
        var rewritten = tables.Select(table => Find(
            seen, table, $"{table.Plain} is rewritten (or emptied): it is stored in another file than before."));
        var rebuilt = seen.Rewritten
            .Where(index => index["kind"] == "i" && tables.TrueForAll(table => table.Oid != index["on"]))
            .Select(index => Find(
                seen, index, $"{index.Plain} is built anew while its table can not be written.",
                "Create a new index with `create index concurrently`."));
        return rewritten.Concat(rebuilt);
    }
}

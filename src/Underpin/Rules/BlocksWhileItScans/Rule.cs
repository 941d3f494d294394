using Underpin.Postgres.Watching;

namespace Underpin.Rules.BlocksWhileItScans;

/// <summary>
/// A lock that keeps writers out is held on a table that was there before while its rows are read through.
/// </summary>
internal sealed class Rule : LintRule
{
    private static readonly string[] _blocking = ["SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE"];

    public override string Title => "Keeps others out while it reads a table";

    public override string Why =>
        "The lock lasts as long as the reading: seconds or minutes on a big table. Meanwhile every writer waits (every "
        + "reader too, with ACCESS EXCLUSIVE), and so does everybody who comes after them.";

    public override string Instead =>
        "Build an index with `create index concurrently`. Add a check or a foreign key `not valid`, and validate it in "
            + "a statement of its own, which lets writers pass.";

    public override IEnumerable<Finding> Judge(Observation seen) =>
        from held in seen.Locks
        where _blocking.Contains(held.Mode) && seen.Scanned.Any(table => table.Key == held.Relation.Key)
        group held.Mode by held.Relation into modes
        let strongest = modes.MaxBy(mode => Array.IndexOf(_blocking, mode))
        select Find(
            seen, modes.Key,
            $"{modes.Key.Plain} is read through under {(strongest[0] is 'A' or 'E' ? "an" : "a")} {strongest} lock: "
            + $"nobody can {(strongest == "ACCESS EXCLUSIVE" ? "read or write" : "write")} it meanwhile.");
}

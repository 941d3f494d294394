using Underpin.Postgres.Watching;

namespace Underpin.Rules.ReachesOutside;

/// <summary>A statement changes what lies outside the database, or cannot be tried in a copy.</summary>
internal sealed class Rule : LintRule
{
    public override string Title => "Reaches out of the database";

    public override string Why =>
        "Roles, databases and server settings belong to every database of the server: they can be neither tried in a "
        + "copy nor taken back with this change.";

    public override string Instead => "Do it outside the change, before it begins.";

    public override bool MayBeForced => false;

    public override IEnumerable<Finding> Judge(Observation seen)
    {
        if (seen.NotTried)
        {
            yield return Find(
                seen, null,
                "This cannot run in a transaction, and is no index that is built concurrently: it was not tried.",
                "Of the statements that need to run alone, a change takes `create index concurrently` only.");
        }

        foreach (var change in seen.SharedChanges)
        {
            yield return Find(seen, null, $"This changes {change}, outside this database.");
        }
    }
}

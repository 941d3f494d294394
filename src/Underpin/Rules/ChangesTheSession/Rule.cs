using Underpin.Postgres.Watching;

namespace Underpin.Rules.ChangesTheSession;

/// <summary>A statement means to help later ones by something that lives in the session only.</summary>
internal sealed class Rule : LintRule
{
    public override string Title => "Leaves something in the session";

    public override string Why =>
        "Statements may run in different sessions: after a kill the next run begins behind the last one that is done, "
            + "and does not see the setting, temporary table or prepared statement.";

    public override string Instead =>
        "Write the schema into the names instead of setting search_path; keep helpers in a real table. Lock timeouts "
            + "are set by Underpin.";

    public override bool MayBeForced => false;

    public override IEnumerable<Finding> Judge(Observation seen) =>
        seen.SessionChanges.Select(change => Find(seen, null, $"This leaves something in the session: {change}."));
}

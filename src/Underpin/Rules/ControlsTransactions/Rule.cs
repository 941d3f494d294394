using Underpin.Postgres.Watching;

namespace Underpin.Rules.ControlsTransactions;

/// <summary>The script begins or ends transactions itself.</summary>
internal sealed class Rule : LintRule
{
    public override string Title => "Begins or ends a transaction";

    public override string Why =>
        "Underpin runs each statement in a transaction of its own, together with the mark that it is done: so a lock "
            + "is held for one statement only, and a killed run continues where it stopped.";

    public override string Instead => "Leave `begin` and `commit` out.";

    public override bool MayBeForced => false;

    public override IEnumerable<Finding> Judge(Observation seen) =>
        seen.ControlsTransaction ? [Find(seen, null, "This begins or ends a transaction.")] : [];
}

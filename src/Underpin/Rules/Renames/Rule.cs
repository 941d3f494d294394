using Underpin.Postgres.Watching;

namespace Underpin.Rules.Renames;

/// <summary>Something that was there before has another name, or is in another schema.</summary>
internal sealed class Rule : LintRule
{
    public override string Title => "Renames something";

    public override string Why =>
        "The application that runs now knows the old name only: its next statement fails.";

    public override string Instead =>
        "Create the new table or column under its new name beside the old one; the mapping carries the rows over, and "
        + "clean-up takes the old one away.";

    public override IEnumerable<Finding> Judge(Observation seen)
    {
        var renamed = seen.Difference.Renamed.Select(pair => pair.Before.Key).ToHashSet();
        return seen.Difference.Renamed
            // An index follows the constraint that it belongs to.
            .Where(pair => !pair.Before.Owners.Any(renamed.Contains))
            .Select(pair => Find(
                seen, pair.Before,
                pair.Before.Name != pair.After.Name
                    ? $"{pair.Before.Plain} is renamed to {pair.After.Name}."
                    : $"{pair.Before.Plain} is moved to schema {pair.After["schema"]}."));
    }
}

using Underpin.Postgres.Catalog;
using Underpin.Postgres.Watching;

namespace Underpin.Rules.TakesAway;

/// <summary>Something that was there before is there no more.</summary>
internal sealed class Rule : LintRule
{
    public override string Title => "Takes something away";

    public override string Why =>
        "The application that runs now still uses what it was built for: its next statement fails. What a drop takes "
        + "along (rows, indexes, views, rights) is gone for good.";

    public override string Instead =>
        "Leave it. Name a column that is to go under `retires` in change.yaml: `underpin clean-up` takes it away last, "
        + "when nobody uses it any more.";

    public override IEnumerable<Finding> Judge(Observation seen)
    {
        var gone = seen.Difference.Gone.Select(entry => entry.Key).ToHashSet();
        var dropped = seen.Difference.Gone
            .Where(entry => !entry.Owners.Any(gone.Contains))
            .Select(entry => Find(seen, entry, $"{entry.Plain} is dropped."));
        var revoked = seen.Difference.Altered
            .Where(change => change.Fact == "rights" && LosesRights(change))
            .Select(change => Find(
                seen, change.Before, $"Rights on {change.Before.Plain} are revoked.",
                "Leave the rights as they are until clean-up has run."));
        return dropped.Concat(revoked);
    }

    private static bool LosesRights(FactChange change)
    {
        var left = Rights(change.Is);
        // A copy has no grants at first; a revoke is then seen by its writing down just what holds by default.
        return change.Was is null
            ? change.Is is not null
                && left.All(right => right.Key is "" || right.Value.EndsWith($"/{right.Key}", StringComparison.Ordinal))
            : Rights(change.Was).Any(right => !left.TryGetValue(right.Key, out var now)
                || right.Value.Split('/')[0].Except(now.Split('/')[0]).Any());
    }

    /// <summary>Who may do what: <c>{joe=r/owner}</c> by grantee.</summary>
    private static Dictionary<string, string> Rights(string? acl) =>
        (acl ?? "{}").Trim('{', '}').Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(item => item.Split('=', 2))
            .GroupBy(parts => parts[0], parts => parts[^1])
            .ToDictionary(group => group.Key, group => group.First());
}

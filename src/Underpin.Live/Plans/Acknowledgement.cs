namespace Underpin.Live.Plans;

/// <summary>What an instance can say of one change.</summary>
/// <param name="Change">The change's name.</param>
/// <param name="Version">Nothing in the instance runs by an earlier plan.</param>
/// <param name="OldUsedAgo">Since the old schema was last used; null where it never was.</param>
internal sealed record Acknowledgement(string Change, long Version, TimeSpan? OldUsedAgo);

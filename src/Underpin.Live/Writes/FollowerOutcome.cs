namespace Underpin.Live.Writes;

/// <summary>What became of a follower's write.</summary>
/// <param name="Failure">Why it failed; null where it succeeded.</param>
/// <param name="StillRunning">
/// The write itself where nothing could end it: its connection is lost to the leader.
/// </param>
internal readonly record struct FollowerOutcome(Exception? Failure, Runaway? StillRunning);

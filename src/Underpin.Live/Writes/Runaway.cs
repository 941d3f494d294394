namespace Underpin.Live.Writes;

/// <summary>A follower's write that nothing could end.</summary>
/// <param name="Write">Completes when it ends after all.</param>
/// <param name="Process">The server's process number of the session that it holds.</param>
internal sealed record Runaway(Task Write, int Process);

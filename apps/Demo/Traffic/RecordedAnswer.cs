namespace Underpin.Demo.Traffic;

/// <summary>What an address answered before anything changed.</summary>
internal sealed record RecordedAnswer(string Path, byte[] Body);

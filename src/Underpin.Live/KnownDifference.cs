namespace Underpin.Live;

/// <summary>A difference between the two schemas' answers that is as it should be.</summary>
/// <param name="Name">Stored with the mismatch.</param>
/// <param name="Explains">Whether it explains this pair: the old schema's answer, then the new one's.</param>
/// <typeparam name="T">The answer.</typeparam>
public sealed record KnownDifference<T>(string Name, Func<T, T, bool> Explains);

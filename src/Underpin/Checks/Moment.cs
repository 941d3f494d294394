namespace Underpin.Checks;

/// <summary>Moments of a check that may not be there.</summary>
internal static class Moment
{
    /// <summary>None where there is no such moment.</summary>
    public static IReadOnlyDictionary<string, DateTimeOffset> Named(string name, DateTimeOffset? moment) =>
        moment is { } at
            ? new Dictionary<string, DateTimeOffset> { [name] = at }
            : new Dictionary<string, DateTimeOffset>();
}

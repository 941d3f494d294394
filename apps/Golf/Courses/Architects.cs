namespace Golf.Courses;

/// <summary>
/// Who designed a course, place by place. A place may be empty: the old schema has courses of which only the second
/// column is filled, and clients of the old API see the first two places as they are.
/// </summary>
internal sealed class Architects : IEquatable<Architects>
{
    private Architects(IReadOnlyList<string?> places) => Places = places;

    public static Architects Nobody { get; } = new([]);

    /// <summary>From the first place on; the last one is not empty.</summary>
    public IReadOnlyList<string?> Places { get; }

    /// <summary>The old schema has a column for each.</summary>
    public bool FitOldSchema => Places.Count <= 2;

    public static Architects At(params IEnumerable<string?> places)
    {
        var trimmed = places.ToList();
        while (trimmed is [.., null])
        {
            trimmed.RemoveAt(trimmed.Count - 1);
        }

        return trimmed.Count == 0 ? Nobody : new(trimmed);
    }

    /// <summary>The name at a place, from 1; null where it is empty.</summary>
    public string? this[int place] => place <= Places.Count ? Places[place - 1] : null;

    /// <summary>The names in order, without empty places.</summary>
    public IEnumerable<string> Named() => Places.OfType<string>();

    public bool Equals(Architects? other) =>
        other is not null && Places.SequenceEqual(other.Places, StringComparer.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as Architects);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var place in Places)
        {
            hash.Add(place, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }
}

using System.Text.Json.Serialization;

namespace Underpin.Changes.Plans;

/// <summary>For whom the new schema is on: a share of the keys, and callers by name or group.</summary>
public sealed record Audience
{
    /// <summary>On for none.</summary>
    public static Audience Nobody { get; } = new();

    /// <summary>0 to 100; one key always falls on the same side.</summary>
    public double Percent { get; init; }

    /// <summary>Callers, by name, for whom it is on whatever the key.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Groups of callers for whom it is on whatever the key.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>It is on for none.</summary>
    [JsonIgnore]
    public bool IsNobody => Percent <= 0 && Users.Count == 0 && Groups.Count == 0;

    /// <summary>Is a key on, where this caller asks?</summary>
    internal bool Holds(FeatureKey key, string? user, IReadOnlyList<string> groups) =>
        (user is not null && Users.Contains(user))
        || Groups.Intersect(groups).Any()
        || Percent >= 100
        || key.Percentile < Percent;

    /// <summary>With what a command says; what it does not say stays, and 0 % is nobody.</summary>
    internal Audience With(double? percent, IReadOnlyList<string> users, IReadOnlyList<string> groups) =>
        percent is 0 && users.Count == 0 && groups.Count == 0 ? Nobody : new()
        {
            Percent = percent ?? Percent,
            Users = users.Count > 0 ? users : Users,
            Groups = groups.Count > 0 ? groups : Groups,
        };

    /// <summary>Does this reach anybody whom the other does not?</summary>
    internal bool ReachesBeyond(Audience other) =>
        Percent > other.Percent || Users.Except(other.Users).Any() || Groups.Except(other.Groups).Any();

    internal bool SameAs(Audience other) => !ReachesBeyond(other) && !other.ReachesBeyond(this);
}

namespace Underpin.Changes.Plans;

/// <summary>For whom the new schema is on: a share of the keys, and callers by name or group.</summary>
internal sealed record Audience
{
    public static Audience Nobody { get; } = new();

    /// <summary>0 to 100; one key always falls on the same side.</summary>
    public double Percent { get; init; }

    public IReadOnlyList<string> Users { get; init; } = [];

    public IReadOnlyList<string> Groups { get; init; } = [];
}

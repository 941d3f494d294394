namespace Underpin.Live.Shadow;

/// <summary>What a shadow read came to.</summary>
/// <param name="Known">The known difference that explains a mismatch; null: none does.</param>
/// <param name="Old">The old schema's answer as JSON, to be kept; null where both are the same.</param>
/// <param name="New">The new schema's.</param>
internal sealed record ShadowOutcome(string? Known, string? Old, string? New)
{
    public static ShadowOutcome Same { get; } = new(null, null, null);

    public bool IsSame => Old is null;
}

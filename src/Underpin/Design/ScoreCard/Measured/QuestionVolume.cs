namespace Underpin.Design.ScoreCard.Measured;

/// <summary>What one question costs as the tables grow.</summary>
internal sealed record QuestionVolume
{
    public required string Question { get; init; }

    /// <summary>From the smallest to the largest; empty where it was not asked.</summary>
    public required IReadOnlyList<VolumeSize> Sizes { get; init; }

    /// <summary>Its cost grows with the tables rather than with its answer.</summary>
    public bool GrowsWithTable { get; init; }

    public VolumeSize Last => Sizes[^1];

    public string Say() =>
        $"{Question}: {string.Join(", ", Sizes.Select(size => $"{size.P95:0.0} ms at {size.Facts:N0} facts"))}, "
        + $"{Last.Buffers:N0} blocks";
}

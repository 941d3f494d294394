namespace Underpin.Changes.Folder;

/// <summary>How much a gate asks for.</summary>
internal sealed record Evidence
{
    /// <summary>Shadow reads compared without an unknown mismatch before the new schema may answer.</summary>
    public int Comparisons { get; init; } = 100;

    /// <summary>How long the new schema answers every read and leads before the old one may go.</summary>
    public TimeSpan Soak { get; init; } = TimeSpan.FromDays(7);
}

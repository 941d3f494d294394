using Underpin.Yaml;

namespace Underpin.Changes.Folder;

/// <summary>How much a gate asks for.</summary>
internal sealed record Evidence
{
    /// <summary>Shadow reads compared without an unknown mismatch before the new schema may answer.</summary>
    public int Comparisons { get; init; } = 100;

    /// <summary>How long the new schema answers every read and leads before the old one may go.</summary>
    public TimeSpan Soak { get; init; } = TimeSpan.FromDays(7);

    /// <summary>What is not said is as usual.</summary>
    public static Evidence Read(YamlFields change)
    {
        var usual = new Evidence();
        return change.OptionalFields("evidence", "comparisons", "soak") is not { } fields ? usual : new()
        {
            Comparisons = fields.Count("comparisons", usual.Comparisons),
            Soak = fields.Duration("soak", usual.Soak),
        };
    }
}

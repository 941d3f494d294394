using Underpin.Design.Folder;

namespace Underpin.Design.Histories;

/// <summary>One way in which a fact happens.</summary>
internal sealed record Recipe
{
    public required Fact Fact { get; init; }

    /// <summary>How often, compared with the other recipes.</summary>
    public required int Weight { get; init; }

    /// <summary>
    /// Earlier facts that it follows from, each with what is taken from it; later ones agree with what earlier ones
    /// gave.
    /// </summary>
    public IReadOnlyList<Following> After { get; init; } = [];

    /// <summary>Values that do not vary, by parameter.</summary>
    public IReadOnlyDictionary<string, string?> With { get; init; } = new Dictionary<string, string?>();

    public Place Place { get; init; }
}

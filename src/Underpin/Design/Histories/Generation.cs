using Underpin.Design.Folder;
using Underpin.Design.Histories.Sources;

namespace Underpin.Design.Histories;

/// <summary>How random histories of a vocabulary are made: where values come from, and which facts happen how often.</summary>
internal sealed record Generation
{
    public required Vocabulary Vocabulary { get; init; }

    /// <summary>How many facts a history has, at least and at most; fewer where nothing more is possible.</summary>
    public (int Least, int Most) Length { get; init; } = (5, 25);

    public DayRange Days { get; init; } = new();

    /// <summary>Where values come from, by the name of the parameter.</summary>
    public required IReadOnlyDictionary<string, ValueSource> Sources { get; init; }

    /// <summary>The ways in which facts happen; a fact without one never does.</summary>
    public required IReadOnlyList<Recipe> Recipes { get; init; }

    /// <summary>By the name of the rule: a query over tables of facts that finds what the rule forbids.</summary>
    public IReadOnlyDictionary<string, NeverQuery> Never { get; init; } = new Dictionary<string, NeverQuery>();

    public ValueSource SourceOf(Parameter parameter) =>
        Sources.GetValueOrDefault(parameter.Name) ?? ValueSource.Usual(parameter);

    /// <summary>Only these facts happen, in short histories whose days lie close together, so that they collide.</summary>
    public Generation Crowded(IReadOnlySet<string> facts) => this with
    {
        Length = (2, 9),
        Days = Days.Crowded(),
        Recipes = [.. Recipes.Where(recipe => facts.Contains(recipe.Fact.Name))],
    };
}

using Underpin.Design.Folder;

namespace Underpin.Design.Histories;

/// <summary>
/// How random histories of a vocabulary are made: where values come from, and which facts happen how often.
/// </summary>
internal sealed record Generation
{
    public required Vocabulary Vocabulary { get; init; }

    /// <summary>How many facts a history has, at least and at most; fewer where nothing more is possible.</summary>
    public (int Least, int Most) Length { get; init; } = (5, 25);

    public DayRange Days { get; init; } = new();

    /// <summary>
    /// Pools that histories usually share are each history's own, so that several can be recorded in transactions that
    /// are open at the same time.
    /// </summary>
    public bool Apart { get; init; }

    /// <summary>Where values come from, by the name of the parameter.</summary>
    public required IReadOnlyDictionary<string, ValueSource> Sources { get; init; }

    /// <summary>The ways in which facts happen; a fact without one never does.</summary>
    public required IReadOnlyList<Recipe> Recipes { get; init; }

    /// <summary>What a search tries besides: mostly illegal, or reaching into what other histories share.</summary>
    public IReadOnlyList<Recipe> Tried { get; init; } = [];

    /// <summary>By the name of the rule: a query over tables of facts that finds what the rule forbids.</summary>
    public IReadOnlyDictionary<string, NeverQuery> Never { get; init; } = new Dictionary<string, NeverQuery>();

    /// <summary>By the name of the rule: why no query can say what it forbids.</summary>
    public IReadOnlyDictionary<string, string> Unsearched { get; init; } = new Dictionary<string, string>();

    /// <summary>Queries over the tables of facts that others may use, in order.</summary>
    public IReadOnlyList<NeverQuery> Views { get; init; } = [];

    public ValueSource SourceOf(Parameter parameter) =>
        Sources.GetValueOrDefault(parameter.Name) ?? ValueSource.Usual(parameter);

    /// <summary>Facts, and all that they follow from.</summary>
    public IReadOnlySet<string> Needed(IEnumerable<string> facts)
    {
        var needed = new HashSet<string>();
        var open = new Queue<string>(facts);
        while (open.TryDequeue(out var name))
        {
            if (!needed.Add(name))
            {
                continue;
            }

            foreach (var following in Recipes
                .Where(recipe => recipe.Fact.Name == name)
                .SelectMany(recipe => recipe.After))
            {
                open.Enqueue(following.Fact.Name);
            }
        }

        return needed;
    }

    /// <summary>
    /// Only these facts and what they follow from happen, those that a search tries among them, in short histories
    /// whose days lie close together, so that they collide.
    /// </summary>
    public Generation Crowded(IReadOnlySet<string> facts)
    {
        var needed = Needed(facts);
        // What is only tried does not bring in facts that the others have no need of.
        var tried = Tried.Where(recipe => recipe.After.All(following => needed.Contains(following.Fact.Name)));
        return this with
        {
            Length = (3, 14),
            Apart = true,
            Days = Days.Crowded(),
            Recipes =
            [
                .. Recipes.Concat(tried).Where(recipe => needed.Contains(recipe.Fact.Name))
                    // What only prepares the ground happens often enough by itself.
                    .Select(
                        recipe => recipe with { Weight = recipe.Weight * (facts.Contains(recipe.Fact.Name) ? 4 : 1) }),
            ],
        };
    }
}

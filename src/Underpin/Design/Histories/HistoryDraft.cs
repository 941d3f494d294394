using Underpin.Design.Folder;

namespace Underpin.Design.Histories;

/// <summary>A history while it is made.</summary>
internal sealed class HistoryDraft(int number, Generation generation, Random random)
{
    private readonly List<FactCall> _facts = [];

    public int Number => number;

    public Random Random => random;

    public Generation Generation => generation;

    public IReadOnlyList<FactCall> Facts => _facts;

    /// <summary>The day of recording.</summary>
    public DateOnly Today { get; private set; } = generation.Days.First(random);

    /// <summary>What the fact that is being made has so far.</summary>
    public Dictionary<string, string?> Bound { get; private set; } = [];

    public void Accept(FactCall fact) => _facts.Add(fact);

    public void MoveOn() => Today = generation.Days.Next(Today, random);

    /// <summary>A fact that a recipe makes next; null where what it follows from did not happen yet.</summary>
    public FactCall? Make(Recipe recipe)
    {
        Bound = new(recipe.With);
        foreach (var following in recipe.After)
        {
            var possible = _facts.Where(fact => fact.Fact == following.Fact)
                .Select(fact => following.From(fact, Bound))
                .OfType<Dictionary<string, string?>>()
                .ToList();
            if (possible.Count == 0)
            {
                return null;
            }

            foreach (var (name, value) in possible[random.Next(possible.Count)])
            {
                Bound[name] = value;
            }
        }

        foreach (var parameter in recipe.Fact.Parameters.Where(parameter => !Bound.ContainsKey(parameter.Name)))
        {
            Bound[parameter.Name] = generation.SourceOf(parameter).Draw(parameter.Name, this);
        }

        return new FactCall(recipe.Fact)
        {
            Arguments = [.. recipe.Fact.Parameters.Select(parameter => new Value(Bound[parameter.Name]))],
            Today = Today,
        };
    }
}

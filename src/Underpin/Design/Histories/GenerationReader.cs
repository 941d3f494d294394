using System.Globalization;
using Underpin.Design.Folder;
using YamlDotNet.RepresentationModel;

namespace Underpin.Design.Histories;

/// <summary>Reads the <c>generate:</c> of a vocabulary; what it leaves unsaid is guessed from the signatures.</summary>
internal sealed class GenerationReader(YamlFile yaml, Vocabulary vocabulary)
{
    private const int UsualWeight = 10;

    /// <exception cref="UnderpinException">Something in it is wrong: all of it is told.</exception>
    public static Generation Read(ModelFolder model)
    {
        var problems = new Problems();
        var generation = new GenerationReader(new YamlFile(VocabularyReader.FileName, problems), model.Vocabulary).Read();
        new ModelReading(model, problems.InOrder).Require();
        return generation;
    }

    public Generation Read()
    {
        var map = vocabulary.Generate is { } node
            ? yaml.Map(node, "\"generate\"", "It holds `values:` and `facts:`.",
                "length", "days", "values", "facts", "search", "views", "never")
            : null;
        map ??= [];
        var (never, unsearched) = Never(map.GetValueOrDefault("never"));
        var sources = new SourceReader(yaml, vocabulary).Read(map.GetValueOrDefault("values"));
        return new()
        {
            Vocabulary = vocabulary,
            Sources = sources,
            Length = Length(map.GetValueOrDefault("length")),
            Days = Days(map.GetValueOrDefault("days")),
            Recipes = map.TryGetValue("facts", out var facts) ? Recipes(facts, "facts") : Usual(),
            Tried = map.TryGetValue("search", out var search) ? Recipes(search, "search") : [],
            Views = [.. Queries(Entries(map.GetValueOrDefault("views"), "views", "NAME"))],
            Never = never,
            Unsearched = unsearched,
        };
    }

    private List<Recipe> Usual() =>
        [.. vocabulary.Facts.Values.Select(fact => new Recipe { Fact = fact, Weight = UsualWeight, Place = fact.Place })];

    private List<Recipe> Recipes(YamlNode node, string what)
    {
        var reader = new RecipeReader(yaml, vocabulary);
        var map = yaml.Map(node, $"\"{what}\"", "Write FACT: WEIGHT, such as ect_joins_school: 10.") ?? [];
        var recipes = map.SelectMany(entry => reader.Read(entry.Key, entry.Value)).ToList();
        if (recipes.Count == 0)
        {
            yaml.Complain(node, "No fact happens in random histories.", "Write FACT: WEIGHT, such as ect_joins_school: 10.");
        }

        return recipes;
    }

    /// <summary>For each rule a query, or <c>{ because: … }</c> where none can say what it forbids.</summary>
    private (Dictionary<string, NeverQuery> Queries, Dictionary<string, string> Unsearched) Never(YamlNode? node)
    {
        var entries = Entries(node, "never", "RULE").ToList();
        foreach (var (name, value) in entries.Where(entry => !vocabulary.Rules.ContainsKey(entry.Key)))
        {
            yaml.Problems.AddUnknown(yaml.At(value), "rule in the vocabulary", name, [.. vocabulary.Rules.Keys]);
        }

        var unsearched = new Dictionary<string, string>();
        foreach (var (name, value) in entries.Where(entry => entry.Value is YamlMappingNode))
        {
            if (yaml.Map(value, $"\"{name}\"", "Write a query, or { because: why there is none }.", "because") is { } map
                && map.TryGetValue("because", out var because) && yaml.Text(because, $"\"because\" of \"{name}\"") is { } reason)
            {
                unsearched[name] = reason;
            }
        }

        return (Queries(entries.Where(entry => entry.Value is not YamlMappingNode)).ToDictionary(query => query.Name), unsearched);
    }

    private Dictionary<string, YamlNode> Entries(YamlNode? node, string what, string key) =>
        (node is null ? null : yaml.Map(node, $"\"{what}\"", $"Write {key}: a query over tables of facts.")) ?? [];

    private IEnumerable<NeverQuery> Queries(IEnumerable<KeyValuePair<string, YamlNode>> entries)
    {
        foreach (var (name, value) in entries)
        {
            if (yaml.Text(value, $"\"{name}\"") is { } sql)
            {
                yield return new(name, Postgres.Sql.FromUser(sql), yaml.At(value));
            }
        }
    }

    private (int Least, int Most) Length(YamlNode? node)
    {
        var usual = (5, 25);
        if (node is null)
        {
            return usual;
        }

        if (node is YamlSequenceNode { Children: [YamlScalarNode least, YamlScalarNode most] }
            && Whole(least.Value) is { } from && Whole(most.Value) is { } until && from >= 1 && until >= from)
        {
            return (from, until);
        }

        yaml.Complain(node, "\"length\" must be how many facts a history has: [LEAST, MOST].", "Write [5, 25].");
        return usual;
    }

    private DayRange Days(YamlNode? node)
    {
        var days = new DayRange();
        if (node is null || yaml.Map(node, "\"days\"", "Write { from: 2021-09-01, until: 2026-06-30 }.",
                "from", "until", "gap", "lasts", "same-day", "back-dated", "announced", "one-day") is not { } map)
        {
            return days;
        }

        days = days with
        {
            From = map.TryGetValue("from", out var from) ? Folder.Days.Read(yaml, from, "\"from\"") ?? days.From : days.From,
            Until = map.TryGetValue("until", out var until) ? Folder.Days.Read(yaml, until, "\"until\"") ?? days.Until : days.Until,
            Gap = Number(map, "gap", days.Gap),
            Lasts = Number(map, "lasts", days.Lasts),
            SameDay = Number(map, "same-day", days.SameDay),
            BackDated = Number(map, "back-dated", days.BackDated),
            Announced = Number(map, "announced", days.Announced),
            OneDay = Number(map, "one-day", days.OneDay),
        };
        if (days.Until <= days.From)
        {
            yaml.Complain(node, "The days of random histories end before they begin.", "`until` must be later than `from`.");
        }

        return days;
    }

    private int Number(Dictionary<string, YamlNode> map, string name, int usual)
    {
        if (!map.TryGetValue(name, out var node))
        {
            return usual;
        }

        if (node is YamlScalarNode scalar && Whole(scalar.Value?.TrimEnd('%')) is { } number && number >= 0)
        {
            return number;
        }

        yaml.Complain(node, $"\"{name}\" must be a whole number, not {YamlFile.Kind(node)}.");
        return usual;
    }

    internal static int? Whole(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

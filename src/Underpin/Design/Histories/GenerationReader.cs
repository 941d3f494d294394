using System.Globalization;
using Underpin.Design.Folder;
using Underpin.Yaml;

namespace Underpin.Design.Histories;

/// <summary>Reads the <c>generate:</c> of a vocabulary; what it leaves unsaid is guessed from the signatures.</summary>
internal sealed class GenerationReader(YamlReader yaml, Vocabulary vocabulary)
{
    private const int UsualWeight = 10;

    /// <exception cref="UnderpinException">Something in it is wrong: all of it is told.</exception>
    public static Generation Read(ModelFolder model)
    {
        var problems = new Problems();
        var generation = new GenerationReader(new(problems), model.Vocabulary).Read();
        new ModelReading(model, problems.InOrder).Require();
        return generation;
    }

    public Generation Read()
    {
        var fields = vocabulary.Generate is { } node
            ? yaml.Fields(node, "\"generate\"", "It holds `values:` and `facts:`.",
                "length", "days", "values", "facts", "search", "views", "never")
            : null;
        var (never, unsearched) = Never(fields?.Find("never"));
        var sources = new SourceReader(yaml, vocabulary).Read(fields?.Find("values"));
        return new()
        {
            Vocabulary = vocabulary,
            Sources = sources,
            Length = Length(fields?.Find("length")),
            Days = Days(fields?.Find("days")),
            Recipes = fields?.Find("facts") is { } facts ? Recipes(facts, "facts") : Usual(),
            Tried = fields?.Find("search") is { } search ? Recipes(search, "search") : [],
            Views = [.. Queries(Entries(fields?.Find("views"), "views", "NAME"))],
            Never = never,
            Unsearched = unsearched,
        };
    }

    private List<Recipe> Usual() =>
    [
        .. vocabulary.Facts.Values.Select(
            fact => new Recipe { Fact = fact, Weight = UsualWeight, Place = fact.Place }),
    ];

    private List<Recipe> Recipes(YamlValue node, string what)
    {
        const string form = "Write FACT: WEIGHT, such as ect_joins_school: 10.";
        var reader = new RecipeReader(yaml, vocabulary);
        var entries = yaml.Fields(node, $"\"{what}\"", form)?.Entries ?? [];
        var recipes = entries.SelectMany(entry => reader.Read(entry.Name, entry.Value)).ToList();
        if (recipes.Count == 0)
        {
            yaml.Complain(node, "No fact happens in random histories.", form);
        }

        return recipes;
    }

    /// <summary>For each rule a query, or <c>{ because: … }</c> where none can say what it forbids.</summary>
    private (Dictionary<string, NeverQuery> Queries, Dictionary<string, string> Unsearched) Never(YamlValue? node)
    {
        var entries = Entries(node, "never", "RULE");
        foreach (var (name, _, value) in entries.Where(entry => !vocabulary.Rules.ContainsKey(entry.Name)))
        {
            yaml.Problems.AddUnknown(value.Place, "rule in the vocabulary", name, [.. vocabulary.Rules.Keys]);
        }

        var unsearched = new Dictionary<string, string>();
        foreach (var (name, _, value) in entries.Where(entry => entry.Value is YamlMap))
        {
            var fields = yaml.Fields(
                value, $"\"{name}\"", "Write a query, or { because: why there is none }.", "because");
            if (fields?.OptionalText("because") is { } reason)
            {
                unsearched[name] = reason;
            }
        }

        var queries = Queries(entries.Where(entry => entry.Value is not YamlMap)).ToDictionary(query => query.Name);
        return (queries, unsearched);
    }

    private IReadOnlyList<YamlEntry> Entries(YamlValue? node, string what, string key) => node is null ? []
        : yaml.Fields(node, $"\"{what}\"", $"Write {key}: a query over tables of facts.")?.Entries ?? [];

    private IEnumerable<NeverQuery> Queries(IEnumerable<YamlEntry> entries)
    {
        foreach (var (name, _, value) in entries)
        {
            if (yaml.Text(value, $"\"{name}\"") is { } sql)
            {
                yield return new(name, Postgres.Sql.FromUser(sql), value.Place);
            }
        }
    }

    private (int Least, int Most) Length(YamlValue? node)
    {
        var usual = (5, 25);
        if (node is null)
        {
            return usual;
        }

        if (node is YamlList { Items: [var least, var most] }
            && Whole(least.Scalar) is { } from && Whole(most.Scalar) is { } until && from >= 1 && until >= from)
        {
            return (from, until);
        }

        yaml.Complain(
            node, "\"length\" must be how many facts a history has: [LEAST, MOST].", "Write [5, 25].");
        return usual;
    }

    private DayRange Days(YamlValue? node)
    {
        var days = new DayRange();
        if (node is null || yaml.Fields(node, "\"days\"", "Write { from: 2021-09-01, until: 2026-06-30 }.",
                "from", "until", "gap", "lasts", "same-day", "back-dated", "announced", "one-day") is not { } fields)
        {
            return days;
        }

        days = days with
        {
            From = Day(fields, "from", days.From),
            Until = Day(fields, "until", days.Until),
            Gap = Number(fields, "gap", days.Gap),
            Lasts = Number(fields, "lasts", days.Lasts),
            SameDay = Number(fields, "same-day", days.SameDay),
            BackDated = Number(fields, "back-dated", days.BackDated),
            Announced = Number(fields, "announced", days.Announced),
            OneDay = Number(fields, "one-day", days.OneDay),
        };
        if (days.Until <= days.From)
        {
            yaml.Complain(
                node, "The days of random histories end before they begin.", "`until` must be later than `from`.");
        }

        return days;
    }

    private DateOnly Day(YamlFields fields, string name, DateOnly usual) =>
        fields.Find(name) is { } node ? Folder.Days.Read(yaml, node, $"\"{name}\"") ?? usual : usual;

    private int Number(YamlFields fields, string name, int usual)
    {
        if (fields.Find(name) is not { } node)
        {
            return usual;
        }

        if (Whole(node.Scalar?.TrimEnd('%')) is { } number && number >= 0)
        {
            return number;
        }

        yaml.Complain(node, $"\"{name}\" must be a whole number, not {node.Kind}.");
        return usual;
    }

    internal static int? Whole(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

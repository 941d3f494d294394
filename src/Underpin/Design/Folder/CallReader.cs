using Underpin.Yaml;

namespace Underpin.Design.Folder;

/// <summary>
/// Reads one line of a scenario, such as <c>- school_of: [Emily, 2022-01-01]</c> with <c>is: Springfield</c>.
/// </summary>
internal sealed class CallReader(YamlReader yaml, Vocabulary vocabulary)
{
    private readonly ValueReader _values = new(yaml);

    public FactCall? Fact(YamlValue node, DateOnly? today) =>
        Named(node, "fact", vocabulary.Facts, "today") is not var (fact, arguments, rest) ? null
        : _values.Arguments(arguments, fact) is not { } values ? null
        : new FactCall(fact) { Arguments = values, Today = Day(rest) ?? today, Place = node.Place };

    public Refusal? Refusal(YamlValue node, DateOnly? today)
    {
        if (node is YamlMap map && map.Holds("together"))
        {
            var rest = new YamlFields(yaml, map, "A refusal", "together", "rule", "today");
            var day = Day(rest) ?? today;
            var facts = yaml
                .Items(rest.Find("together"), "\"together\"", "Write [ {FACT: [ARGUMENTS]}, {FACT: [ARGUMENTS]} ].")
                .Select(item => Fact(item, day)).OfType<FactCall>().ToList();
            if (facts.Count < 2)
            {
                yaml.Complain(node, "\"together\" names fewer than two facts.",
                    "One alone is written `- FACT: [ARGUMENTS]`.");
                return null;
            }

            return new() { Facts = facts, Rule = Rule(rest), Place = node.Place };
        }

        return Named(node, "fact", vocabulary.Facts, "today", "rule") is not var (fact, arguments, others) ? null
            : _values.Arguments(arguments, fact) is not { } values ? null
            : new()
            {
                Facts = [new(fact) { Arguments = values, Today = Day(others) ?? today, Place = node.Place }],
                Rule = Rule(others),
                Place = node.Place,
            };
    }

    public Answer? Answer(YamlValue node, DateOnly? today)
    {
        if (Named(node, "question", vocabulary.Questions, "today", "is") is not var (question, arguments, rest))
        {
            return null;
        }

        if (rest.Find("is") is not { } expected)
        {
            yaml.Complain(node, $"The answer to {question.Name} is not said.",
                "Add `is: …` below it; `is: none` means no row.");
            return null;
        }

        var values = _values.Arguments(arguments, question);
        var rows = _values.Rows(expected, question);
        return values is null || rows is null ? null : new()
        {
            Call = new(question) { Arguments = values, Today = Day(rest) ?? today, Place = node.Place },
            Rows = rows,
        };
    }

    /// <summary>The one entry that is the name of a fact or question, and the others.</summary>
    private (T Signature, YamlValue Arguments, YamlFields Others)? Named<T>(
        YamlValue node, string kind, IReadOnlyDictionary<string, T> known, params string[] others)
        where T : Signature
    {
        var form = $"Write - {kind.ToUpperInvariant()}: [ARGUMENTS].";
        if (yaml.Fields(node, $"A {kind} with its arguments", form) is not { } fields)
        {
            return null;
        }

        var entries = fields.Entries.Where(entry => !others.Contains(entry.Name)).ToList();
        var named = entries.Find(entry => known.ContainsKey(entry.Name));
        if (entries.Count == 0)
        {
            yaml.Complain(node, $"No {kind} is named here.", form);
            return null;
        }

        foreach (var wrong in entries.Where(entry => entry != named))
        {
            IReadOnlyList<string> possible = named is null ? [.. known.Keys] : others;
            yaml.Problems.AddUnknown(
                wrong.Place, named is null ? $"{kind} in the vocabulary" : $"entry of a {kind}", wrong.Name, possible);
        }

        return named is null ? null : (known[named.Name], named.Value, fields);
    }

    private DateOnly? Day(YamlFields fields) =>
        fields.Find("today") is { } node ? Days.Read(yaml, node, "\"today\"") : null;

    private DomainRule? Rule(YamlFields fields)
    {
        if (fields.Find("rule") is not { } node || yaml.Text(node, "\"rule\"") is not { } name)
        {
            return null;
        }

        if (!vocabulary.Rules.TryGetValue(name, out var rule))
        {
            yaml.Problems.AddUnknown(node.Place, "rule in the vocabulary", name, [.. vocabulary.Rules.Keys]);
        }

        return rule;
    }
}

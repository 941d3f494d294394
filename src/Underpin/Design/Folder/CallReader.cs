using YamlDotNet.RepresentationModel;

namespace Underpin.Design.Folder;

/// <summary>Reads one line of a scenario, such as <c>- school_of: [Emily, 2022-01-01]</c> with <c>is: Springfield</c>.</summary>
internal sealed class CallReader(YamlFile yaml, Vocabulary vocabulary)
{
    private readonly ValueReader _values = new(yaml);

    public FactCall? Fact(YamlNode node, DateOnly? today) =>
        Named(node, "fact", vocabulary.Facts, "today") is not var (fact, arguments, rest) ? null
        : _values.Arguments(arguments, fact) is not { } values ? null
        : new FactCall(fact) { Arguments = values, Today = Day(rest) ?? today, Place = yaml.At(node) };

    public Refusal? Refusal(YamlNode node, DateOnly? today)
    {
        if (node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode("together"), out var list))
        {
            var rest = yaml.Map(node, "A refusal", "", "together", "rule", "today")!;
            var day = Day(rest) ?? today;
            var facts = yaml.Items(list, "\"together\"", "Write [ {FACT: [ARGUMENTS]}, {FACT: [ARGUMENTS]} ].")
                .Select(item => Fact(item, day)).OfType<FactCall>().ToList();
            if (facts.Count < 2)
            {
                yaml.Complain(node, "\"together\" names fewer than two facts.", "One alone is written `- FACT: [ARGUMENTS]`.");
                return null;
            }

            return new() { Facts = facts, Rule = Rule(rest), Place = yaml.At(node) };
        }

        return Named(node, "fact", vocabulary.Facts, "today", "rule") is not var (fact, arguments, others) ? null
            : _values.Arguments(arguments, fact) is not { } values ? null
            : new()
            {
                Facts = [new(fact) { Arguments = values, Today = Day(others) ?? today, Place = yaml.At(node) }],
                Rule = Rule(others),
                Place = yaml.At(node),
            };
    }

    public Answer? Answer(YamlNode node, DateOnly? today)
    {
        if (Named(node, "question", vocabulary.Questions, "today", "is") is not var (question, arguments, rest))
        {
            return null;
        }

        if (!rest.TryGetValue("is", out var expected))
        {
            yaml.Complain(node, $"The answer to {question.Name} is not said.", "Add `is: …` below it; `is: none` means no row.");
            return null;
        }

        var values = _values.Arguments(arguments, question);
        var rows = _values.Rows(expected, question);
        return values is null || rows is null ? null : new()
        {
            Call = new(question) { Arguments = values, Today = Day(rest) ?? today, Place = yaml.At(node) },
            Rows = rows,
        };
    }

    /// <summary>The one entry that is the name of a fact or question, and the others.</summary>
    private (T Signature, YamlNode Arguments, Dictionary<string, YamlNode> Others)? Named<T>(
        YamlNode node, string kind, IReadOnlyDictionary<string, T> known, params string[] others)
        where T : Signature
    {
        if (yaml.Map(node, $"A {kind} with its arguments", $"Write - {kind.ToUpperInvariant()}: [ARGUMENTS].") is not { } map)
        {
            return null;
        }

        var names = map.Keys.Except(others).ToList();
        var named = names.Find(known.ContainsKey);
        if (named is null && names.Count == 0)
        {
            yaml.Complain(node, $"No {kind} is named here.", $"Write - {kind.ToUpperInvariant()}: [ARGUMENTS].");
            return null;
        }

        foreach (var wrong in names.Where(name => name != named))
        {
            IReadOnlyList<string> possible = named is null ? [.. known.Keys] : others;
            yaml.Problems.AddUnknown(
                Key(node, wrong), named is null ? $"{kind} in the vocabulary" : $"entry of a {kind}", wrong, possible);
        }

        return named is null ? null : (known[named], map[named], map);
    }

    private Place Key(YamlNode node, string name) =>
        yaml.At(((YamlMappingNode)node).Children.Keys.First(key => key is YamlScalarNode scalar && (scalar.Value ?? "") == name));

    private DateOnly? Day(Dictionary<string, YamlNode> map) =>
        map.TryGetValue("today", out var node) ? Days.Read(yaml, node, "\"today\"") : null;

    private DomainRule? Rule(Dictionary<string, YamlNode> map)
    {
        if (!map.TryGetValue("rule", out var node) || yaml.Text(node, "\"rule\"") is not { } name)
        {
            return null;
        }

        if (!vocabulary.Rules.TryGetValue(name, out var rule))
        {
            yaml.Problems.AddUnknown(yaml.At(node), "rule in the vocabulary", name, [.. vocabulary.Rules.Keys]);
        }

        return rule;
    }
}

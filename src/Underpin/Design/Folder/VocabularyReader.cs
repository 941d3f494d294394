using YamlDotNet.RepresentationModel;

namespace Underpin.Design.Folder;

/// <summary>Reads <c>vocabulary.yaml</c>.</summary>
internal sealed class VocabularyReader(YamlFile yaml)
{
    public const string FileName = "vocabulary.yaml";

    public Vocabulary Read(string text)
    {
        var root = yaml.Load(text);
        if (root is null || yaml.Map(root, "The vocabulary", "It begins with `facts:` and `questions:`.",
                "today", "facts", "questions", "ends", "rules", "generate") is not { } map)
        {
            if (!yaml.Problems.Any)
            {
                yaml.Problems.Add(new(FileName, 1), "The vocabulary is empty.", "It begins with `facts:` and `questions:`.");
            }

            return Vocabulary.Empty;
        }

        var facts = Signatures(map, "facts", (line, place) => new SignatureReader(line, place, yaml.Problems).Fact());
        var questions = Signatures(map, "questions", (line, place) => new SignatureReader(line, place, yaml.Problems).Question());
        foreach (var twice in questions.Values.Where(question => facts.ContainsKey(question.Name)))
        {
            yaml.Problems.Add(twice.Place, $"\"{twice.Name}\" is the name of a fact already.", "Give the question another.");
        }

        return new Vocabulary
        {
            Today = map.TryGetValue("today", out var today) ? Day(today) : null,
            Facts = facts,
            Questions = questions,
            Ends = new EndingReader(yaml, facts).Read(map.GetValueOrDefault("ends")),
            Rules = Rules(map.GetValueOrDefault("rules")),
            Generate = map.GetValueOrDefault("generate"),
        };
    }

    private Dictionary<string, T> Signatures<T>(
        Dictionary<string, YamlNode> map, string name, Func<string, Place, T?> read)
        where T : Signature
    {
        var found = new Dictionary<string, T>();
        foreach (var item in yaml.Items(map.GetValueOrDefault(name), $"\"{name}\"", "Write one signature a line: - NAME(…)."))
        {
            if (yaml.Text(item, $"Each of \"{name}\"") is not { } line || read(line, yaml.At(item)) is not { } signature)
            {
                continue;
            }

            if (!found.TryAdd(signature.Name, signature))
            {
                yaml.Complain(item, $"\"{signature.Name}\" is declared twice; first in line {found[signature.Name].Place.Line}.");
            }
        }

        return found;
    }

    private Dictionary<string, DomainRule> Rules(YamlNode? node)
    {
        var rules = new Dictionary<string, DomainRule>();
        if (node is null || yaml.Map(node, "\"rules\"", "Write NAME: what it says.") is not { } map)
        {
            return rules;
        }

        foreach (var (name, value) in map)
        {
            if (Rule(name, value) is { } rule)
            {
                rules[name] = rule;
            }
        }

        return rules;
    }

    private DomainRule? Rule(string name, YamlNode node)
    {
        if (node is YamlScalarNode)
        {
            return yaml.Text(node, $"The rule {name}") is { } says
                ? new() { Name = name, Says = says, Place = yaml.At(node) }
                : null;
        }

        if (yaml.Map(node, $"The rule {name}", "Write what it says, or { says: …, beyond: schema, because: … }.",
                "says", "beyond", "because") is not { } map)
        {
            return null;
        }

        var beyond = Optional(map, "beyond", name);
        var because = Optional(map, "because", name);
        if ((beyond is null) != (because is null) || Optional(map, "says", name) is not { } text)
        {
            yaml.Complain(node, $"The rule {name} is not whole.", "A rule that no schema can hold says all three: says, beyond, because.");
            return null;
        }

        return new() { Name = name, Says = text, Beyond = beyond, Because = because, Place = yaml.At(node) };
    }

    private string? Optional(Dictionary<string, YamlNode> map, string key, string rule) =>
        map.TryGetValue(key, out var node) ? yaml.Text(node, $"\"{key}\" of the rule {rule}") : null;

    private DateOnly? Day(YamlNode node) => Days.Read(yaml, node, "\"today\"");
}

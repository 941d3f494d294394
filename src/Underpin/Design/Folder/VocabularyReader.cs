using Underpin.Yaml;

namespace Underpin.Design.Folder;

/// <summary>Reads <c>vocabulary.yaml</c>.</summary>
internal sealed class VocabularyReader(YamlReader yaml)
{
    public const string FileName = "vocabulary.yaml";

    /// <summary>Empty, and a complaint, where nothing of it can be read.</summary>
    public Vocabulary Read(string text)
    {
        if (yaml.Document(FileName, text, "the vocabulary", "It begins with `facts:` and `questions:`.",
                "today", "facts", "questions", "ends", "rules", "generate") is not { } fields)
        {
            return Vocabulary.Empty;
        }

        var facts = Signatures(fields, "facts", (line, place) =>
            new SignatureReader(line, place, yaml.Problems).Fact());
        var questions = Signatures(fields, "questions", (line, place) =>
            new SignatureReader(line, place, yaml.Problems).Question());
        foreach (var twice in questions.Values.Where(question => facts.ContainsKey(question.Name)))
        {
            yaml.Problems.Add(
                twice.Place, $"\"{twice.Name}\" is the name of a fact already.", "Give the question another.");
        }

        return new Vocabulary
        {
            Today = fields.Find("today") is { } today ? Days.Read(yaml, today, "\"today\"") : null,
            Facts = facts,
            Questions = questions,
            Ends = new EndingReader(yaml, facts).Read(fields.Find("ends")),
            Rules = Rules(fields.Find("rules")),
            Generate = fields.Find("generate"),
        };
    }

    private Dictionary<string, T> Signatures<T>(YamlFields fields, string name, Func<string, Place, T?> read)
        where T : Signature
    {
        var found = new Dictionary<string, T>();
        foreach (var item in yaml.Items(fields.Find(name), $"\"{name}\"", "Write one signature a line: - NAME(…)."))
        {
            if (yaml.Text(item, $"Each of \"{name}\"") is not { } line || read(line, item.Place) is not { } signature)
            {
                continue;
            }

            if (!found.TryAdd(signature.Name, signature))
            {
                var first = found[signature.Name].Place.Line;
                yaml.Complain(item, $"\"{signature.Name}\" is declared twice; first in line {first}.");
            }
        }

        return found;
    }

    private Dictionary<string, DomainRule> Rules(YamlValue? node)
    {
        var rules = new Dictionary<string, DomainRule>();
        if (node is null || yaml.Fields(node, "\"rules\"", "Write NAME: what it says.") is not { } fields)
        {
            return rules;
        }

        foreach (var (name, _, value) in fields.Entries)
        {
            if (Rule(name, value) is { } rule)
            {
                rules[name] = rule;
            }
        }

        return rules;
    }

    private DomainRule? Rule(string name, YamlValue node)
    {
        if (node is YamlText)
        {
            return yaml.Text(node, $"The rule {name}") is { } says
                ? new() { Name = name, Says = says, Place = node.Place }
                : null;
        }

        if (yaml.Fields(node, $"The rule {name}", "Write what it says, or { says: …, beyond: schema, because: … }.",
                "says", "beyond", "because") is not { } fields)
        {
            return null;
        }

        var (beyond, because) = (fields.OptionalText("beyond"), fields.OptionalText("because"));
        if ((beyond is null) != (because is null) || fields.OptionalText("says") is not { } text)
        {
            yaml.Complain(node, $"The rule {name} is not whole.",
                "A rule that no schema can hold says all three: says, beyond, because.");
            return null;
        }

        return new() { Name = name, Says = text, Beyond = beyond, Because = because, Place = node.Place };
    }
}

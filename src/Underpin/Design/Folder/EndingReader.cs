using YamlDotNet.RepresentationModel;

namespace Underpin.Design.Folder;

/// <summary>Reads <c>ends:</c>, by fact: the families of facts whose periods it ends.</summary>
internal sealed class EndingReader(YamlFile yaml, IReadOnlyDictionary<string, Fact> facts)
{
    private const string Form =
        "Write FACT: { FAMILY: [PARAMETER, …] }, or FACT: { FAMILY: { same: { THEIRS: OURS }, with: { THEIRS: VALUE } } }.";

    public Dictionary<string, IReadOnlyList<PeriodEnd>> Read(YamlNode? node)
    {
        var endings = new Dictionary<string, IReadOnlyList<PeriodEnd>>();
        if (node is null || yaml.Map(node, "\"ends\"", Form) is not { } map)
        {
            return endings;
        }

        foreach (var (name, families) in map)
        {
            if (!facts.TryGetValue(name, out var fact))
            {
                yaml.Problems.AddUnknown(yaml.At(families), "fact in the vocabulary", name, [.. facts.Keys]);
            }
            else if (yaml.Map(families, $"What {name} ends", Form) is { } some)
            {
                endings[name] = [.. some.Select(one => PeriodEnd(fact, one.Key, one.Value)).OfType<PeriodEnd>()];
            }
        }

        return endings;
    }

    private PeriodEnd? PeriodEnd(Fact fact, string family, YamlNode node)
    {
        var begins = facts.Values.Where(one => one.Family == family).SelectMany(one => one.Parameters).Select(one => one.Name).ToHashSet();
        if (begins.Count == 0)
        {
            yaml.Problems.AddUnknown(
                yaml.At(node), "fact whose name begins with", family, [.. facts.Values.Select(one => one.Family).Distinct()]);
            return null;
        }

        var map = node is YamlSequenceNode ? new() { ["same"] = node } : yaml.Map(node, $"What {fact.Name} ends", Form, "same", "with");
        return map is null ? null : new()
        {
            Family = family,
            Same =
            [
                .. Pairs(map.GetValueOrDefault("same"))
                    .Where(pair => Known(begins, $"{family}_…", pair.Theirs, pair.At)
                        & Known([.. fact.Parameters.Select(one => one.Name)], fact.Name, pair.Ours, pair.At))
                    .Select(pair => (pair.Theirs, pair.Ours)),
            ],
            With =
            [
                .. Pairs(map.GetValueOrDefault("with"))
                    .Where(pair => Known(begins, $"{family}_…", pair.Theirs, pair.At))
                    .Select(pair => (pair.Theirs, (string?)pair.Ours)),
            ],
        };
    }

    /// <summary>A list of names stands for the mapping of each to itself.</summary>
    private IEnumerable<(string Theirs, string Ours, YamlNode At)> Pairs(YamlNode? node)
    {
        switch (node)
        {
            case YamlSequenceNode list:
                return list.Select(item => (Text(item), Text(item), item));
            case YamlMappingNode map:
                return map.Select(entry => (Text(entry.Key), Text(entry.Value), entry.Key));
            case null:
                return [];
            default:
                yaml.Complain(node, $"Parameters must be a list or a mapping, not {YamlFile.Kind(node)}.", Form);
                return [];
        }
    }

    private bool Known(IReadOnlyCollection<string> known, string whose, string name, YamlNode at)
    {
        if (!known.Contains(name))
        {
            yaml.Problems.AddUnknown(yaml.At(at), $"parameter of {whose}", name, known);
        }

        return known.Contains(name);
    }

    private static string Text(YamlNode node) => (node as YamlScalarNode)?.Value ?? "";
}

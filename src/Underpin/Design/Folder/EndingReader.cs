using Underpin.Yaml;

namespace Underpin.Design.Folder;

/// <summary>Reads <c>ends:</c>, by fact: the families of facts whose periods it ends.</summary>
internal sealed class EndingReader(YamlReader yaml, IReadOnlyDictionary<string, Fact> facts)
{
    private const string Form =
        "Write FACT: { FAMILY: [PARAMETER, …] }, "
        + "or FACT: { FAMILY: { same: { THEIRS: OURS }, with: { THEIRS: VALUE } } }.";

    public Dictionary<string, IReadOnlyList<PeriodEnd>> Read(YamlValue? node)
    {
        var endings = new Dictionary<string, IReadOnlyList<PeriodEnd>>();
        if (node is null || yaml.Fields(node, "\"ends\"", Form) is not { } fields)
        {
            return endings;
        }

        foreach (var (name, _, families) in fields.Entries)
        {
            if (!facts.TryGetValue(name, out var fact))
            {
                yaml.Problems.AddUnknown(families.Place, "fact in the vocabulary", name, [.. facts.Keys]);
            }
            else if (yaml.Fields(families, $"What {name} ends", Form) is { } some)
            {
                endings[name] = [
                    .. some.Entries.Select(one => PeriodEnd(fact, one.Name, one.Value)).OfType<PeriodEnd>()];
            }
        }

        return endings;
    }

    private PeriodEnd? PeriodEnd(Fact fact, string family, YamlValue node)
    {
        var begins = facts.Values.Where(one => one.Family == family)
            .SelectMany(one => one.Parameters).Select(one => one.Name).ToHashSet();
        if (begins.Count == 0)
        {
            yaml.Problems.AddUnknown(
                node.Place, "fact whose name begins with", family,
                [.. facts.Values.Select(one => one.Family).Distinct()]);
            return null;
        }

        // A list alone is what is the same.
        var fields = node is YamlList ? null : yaml.Fields(node, $"What {fact.Name} ends", Form, "same", "with");
        return fields is null && node is not YamlList ? null : new()
        {
            Family = family,
            Same =
            [
                .. Pairs(fields is null ? node : fields.Find("same"))
                    .Where(pair => Known(begins, $"{family}_…", pair.Theirs, pair.At)
                        & Known([.. fact.Parameters.Select(one => one.Name)], fact.Name, pair.Ours, pair.At))
                    .Select(pair => (pair.Theirs, pair.Ours)),
            ],
            With =
            [
                .. Pairs(fields?.Find("with"))
                    .Where(pair => Known(begins, $"{family}_…", pair.Theirs, pair.At))
                    .Select(pair => (pair.Theirs, (string?)pair.Ours)),
            ],
        };
    }

    /// <summary>A list of names stands for the mapping of each to itself.</summary>
    private IEnumerable<(string Theirs, string Ours, Place At)> Pairs(YamlValue? node)
    {
        switch (node)
        {
            case YamlList list:
                return list.Items.Select(item => (Text(item), Text(item), item.Place));
            case YamlMap map:
                return map.Entries.Select(entry => (entry.Name, Text(entry.Value), entry.Place));
            case null:
                return [];
            default:
                yaml.Complain(node, $"Parameters must be a list or a mapping, not {node.Kind}.", Form);
                return [];
        }
    }

    private bool Known(IReadOnlyCollection<string> known, string whose, string name, Place at)
    {
        if (!known.Contains(name))
        {
            yaml.Problems.AddUnknown(at, $"parameter of {whose}", name, known);
        }

        return known.Contains(name);
    }

    private static string Text(YamlValue node) => (node as YamlText)?.Text ?? "";
}

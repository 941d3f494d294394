using Underpin.Design.Folder;
using Underpin.Yaml;

namespace Underpin.Design.Histories;

/// <summary>Reads one entry of <c>facts:</c>: a weight, a recipe, or a list of recipes.</summary>
internal sealed class RecipeReader(YamlReader yaml, Vocabulary vocabulary)
{
    private const string Form = "Write FACT: WEIGHT, or FACT: "
        + "{ weight: 5, after: { EARLIER: [PARAMETER, …] }, with: { PARAMETER: VALUE } }.";

    public IEnumerable<Recipe> Read(string name, YamlValue node)
    {
        if (!vocabulary.Facts.TryGetValue(name, out var fact))
        {
            yaml.Problems.AddUnknown(node.Place, "fact in the vocabulary", name, [.. vocabulary.Facts.Keys]);
            return [];
        }

        return (node is YamlList list ? list.Items : [node]).Select(one => Recipe(fact, one)).OfType<Recipe>();
    }

    private Recipe? Recipe(Fact fact, YamlValue node)
    {
        if (node is YamlText)
        {
            return Weight(node) is { } alone ? new() { Fact = fact, Weight = alone, Place = node.Place } : null;
        }

        if (yaml.Fields(node, $"How {fact.Name} happens", Form, "weight", "after", "with") is not { } fields)
        {
            return null;
        }

        var weight = fields.Find("weight") is { } heavy ? Weight(heavy) : 10;
        return weight is null ? null : new()
        {
            Fact = fact,
            Weight = weight.Value,
            After = [.. Followings(fact, fields.Find("after"))],
            With = With(fact, fields.Find("with")),
            Place = node.Place,
        };
    }

    private int? Weight(YamlValue node)
    {
        if (GenerationReader.Whole(node.Scalar) is { } weight and > 0)
        {
            return weight;
        }

        yaml.Complain(node, $"A weight must be a whole number above 0, not {node.Kind}.", Form);
        return null;
    }

    private IEnumerable<Following> Followings(Fact fact, YamlValue? node)
    {
        if (node is null || yaml.Fields(node, "\"after\"", "Write { EARLIER_FACT: [PARAMETER, …] }.") is not { } fields)
        {
            yield break;
        }

        foreach (var (name, _, takes) in fields.Entries)
        {
            if (vocabulary.Facts.TryGetValue(name, out var earlier))
            {
                yield return new(earlier, [.. Takes(fact, earlier, takes)]);
            }
            else
            {
                yaml.Problems.AddUnknown(takes.Place, "fact in the vocabulary", name, [.. vocabulary.Facts.Keys]);
            }
        }
    }

    /// <summary>A list of names that both have, or a mapping of ours to theirs.</summary>
    private IEnumerable<(string To, string From)> Takes(Fact fact, Fact earlier, YamlValue node)
    {
        var pairs = node switch
        {
            YamlList list => list.Items.Select(item => (To: Text(item), From: Text(item), At: item.Place)),
            YamlMap map => map.Entries.Select(entry => (To: entry.Name, From: Text(entry.Value), At: entry.Place)),
            _ => [(To: Text(node), From: Text(node), At: node.Place)],
        };
        foreach (var (to, from, at) in pairs)
        {
            if (Known(fact, to, at) && Known(earlier, from, at))
            {
                yield return (to, from);
            }
        }
    }

    private Dictionary<string, string?> With(Fact fact, YamlValue? node)
    {
        var values = new Dictionary<string, string?>();
        if (node is not null && yaml.Fields(node, "\"with\"", "Write { PARAMETER: VALUE }.") is { } fields)
        {
            foreach (var (name, _, value) in fields.Entries.Where(entry => Known(fact, entry.Name, entry.Value.Place)))
            {
                values[name] = value.IsNothing ? null : Text(value);
            }
        }

        return values;
    }

    private bool Known(Fact fact, string name, Place at)
    {
        var known = fact.Parameters.Any(parameter => parameter.Name == name);
        if (!known)
        {
            yaml.Problems.AddUnknown(
                at, $"parameter of {fact.Name}", name, [.. fact.Parameters.Select(parameter => parameter.Name)]);
        }

        return known;
    }

    private static string Text(YamlValue node) => (node as YamlText)?.Text ?? "";
}

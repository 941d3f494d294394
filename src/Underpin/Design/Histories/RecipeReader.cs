using Underpin.Design.Folder;
using YamlDotNet.RepresentationModel;

namespace Underpin.Design.Histories;

/// <summary>Reads one entry of <c>facts:</c>: a weight, a recipe, or a list of recipes.</summary>
internal sealed class RecipeReader(YamlFile yaml, Vocabulary vocabulary)
{
    private const string Form = "Write FACT: WEIGHT, or FACT: { weight: 5, after: { EARLIER: [PARAMETER, …] }, with: { PARAMETER: VALUE } }.";

    public IEnumerable<Recipe> Read(string name, YamlNode node)
    {
        if (!vocabulary.Facts.TryGetValue(name, out var fact))
        {
            yaml.Problems.AddUnknown(yaml.At(node), "fact in the vocabulary", name, [.. vocabulary.Facts.Keys]);
            return [];
        }

        return (node is YamlSequenceNode list ? list.Children : [node]).Select(one => Recipe(fact, one)).OfType<Recipe>();
    }

    private Recipe? Recipe(Fact fact, YamlNode node)
    {
        if (node is YamlScalarNode)
        {
            return Weight(node) is { } alone ? new() { Fact = fact, Weight = alone, Place = yaml.At(node) } : null;
        }

        if (yaml.Map(node, $"How {fact.Name} happens", Form, "weight", "after", "with") is not { } map)
        {
            return null;
        }

        var weight = map.TryGetValue("weight", out var heavy) ? Weight(heavy) : 10;
        return weight is null ? null : new()
        {
            Fact = fact,
            Weight = weight.Value,
            After = [.. Followings(fact, map.GetValueOrDefault("after"))],
            With = With(fact, map.GetValueOrDefault("with")),
            Place = yaml.At(node),
        };
    }

    private int? Weight(YamlNode node)
    {
        if (node is YamlScalarNode scalar && GenerationReader.Whole(scalar.Value) is { } weight and > 0)
        {
            return weight;
        }

        yaml.Complain(node, $"A weight must be a whole number above 0, not {YamlFile.Kind(node)}.", Form);
        return null;
    }

    private IEnumerable<Following> Followings(Fact fact, YamlNode? node)
    {
        if (node is null || yaml.Map(node, "\"after\"", "Write { EARLIER_FACT: [PARAMETER, …] }.") is not { } map)
        {
            yield break;
        }

        foreach (var (name, takes) in map)
        {
            if (vocabulary.Facts.TryGetValue(name, out var earlier))
            {
                yield return new(earlier, [.. Takes(fact, earlier, takes)]);
            }
            else
            {
                yaml.Problems.AddUnknown(yaml.At(takes), "fact in the vocabulary", name, [.. vocabulary.Facts.Keys]);
            }
        }
    }

    /// <summary>A list of names that both have, or a mapping of ours to theirs.</summary>
    private IEnumerable<(string To, string From)> Takes(Fact fact, Fact earlier, YamlNode node)
    {
        var pairs = node switch
        {
            YamlSequenceNode list => list.Select(item => (To: Text(item), From: Text(item), At: item)),
            YamlMappingNode map => map.Select(entry => (To: Text(entry.Key), From: Text(entry.Value), At: entry.Key)),
            _ => [(To: Text(node), From: Text(node), At: node)],
        };
        foreach (var (to, from, at) in pairs)
        {
            if (Known(fact, to, at) && Known(earlier, from, at))
            {
                yield return (to, from);
            }
        }
    }

    private Dictionary<string, string?> With(Fact fact, YamlNode? node)
    {
        var values = new Dictionary<string, string?>();
        if (node is not null && yaml.Map(node, "\"with\"", "Write { PARAMETER: VALUE }.") is { } map)
        {
            foreach (var (name, value) in map.Where(entry => Known(fact, entry.Key, entry.Value)))
            {
                values[name] = YamlFile.IsNothing(value) ? null : Text(value);
            }
        }

        return values;
    }

    private bool Known(Fact fact, string name, YamlNode at)
    {
        var known = fact.Parameters.Any(parameter => parameter.Name == name);
        if (!known)
        {
            yaml.Problems.AddUnknown(
                yaml.At(at), $"parameter of {fact.Name}", name, [.. fact.Parameters.Select(parameter => parameter.Name)]);
        }

        return known;
    }

    private static string Text(YamlNode node) => (node as YamlScalarNode)?.Value ?? "";
}

using System.Globalization;
using Underpin.Design.Folder;
using YamlDotNet.RepresentationModel;

namespace Underpin.Design.Histories;

/// <summary>Reads <c>values:</c>, where the values of each parameter come from.</summary>
internal sealed class SourceReader(YamlFile yaml, Vocabulary vocabulary)
{
    private const string Forms = "Write { own: N }, { shared: N }, { of: [PARAMETER, …] }, a list of values, "
        + "{ after: PARAMETER } or { near: PARAMETER } for days, { year-from: MONTH } for the year of recording, or { from: 0, until: 16, step: 0.1 }.";

    private readonly Dictionary<string, ValueSource> _sources = [];

    public Dictionary<string, ValueSource> Read(YamlNode? node)
    {
        if (node is null || yaml.Map(node, "\"values\"", Forms) is not { } map)
        {
            return _sources;
        }

        foreach (var (name, value) in map)
        {
            if (Source(name, value) is { } source)
            {
                _sources[name] = source;
            }
        }

        RefuseUnused(map);
        return _sources;
    }

    private ValueSource? Source(string name, YamlNode node)
    {
        if (node is YamlSequenceNode list)
        {
            return list.Children.Count > 0 ? new ListedSource([.. list.Select(Text)]) : Refuse(node, name);
        }

        if (yaml.Map(node, $"The values of {name}", Forms,
                "own", "shared", "as", "of", "after", "near", "year-from", "from", "until", "step", "unknown") is not { } map)
        {
            return null;
        }

        ValueSource? source = map switch
        {
            _ when map.TryGetValue("own", out var own) => Count(own) is { } count and <= OwnSource.Most
                ? new OwnSource(count, Pattern(map, name)) : Refuse(own, name),
            _ when map.TryGetValue("shared", out var shared) => Count(shared) is { } count and <= SharedSource.Most
                ? new SharedSource(count, Pattern(map, name)) : Refuse(shared, name),
            _ when map.TryGetValue("of", out var of) => Same(of),
            _ when map.TryGetValue("year-from", out var month) => GenerationReader.Whole(Text(month)) is { } first and >= 1 and <= 12
                ? new YearSource(first) : Refuse(month, name),
            _ when map.ContainsKey("from") => Number(map, node, name),
            _ => new DaySource { After = Word(map, "after"), Near = Word(map, "near") },
        };
        return source is null ? null : source with { Unknown = Share(map) };
    }

    private SameSource? Same(YamlNode node)
    {
        var others = new List<(string, ValueSource)>();
        foreach (var name in yaml.Items(node, "\"of\"", "Write { of: [PARAMETER, PARAMETER] }.").Select(Text).OfType<string>())
        {
            if (_sources.TryGetValue(name, out var source))
            {
                others.Add((name, source));
            }
            else
            {
                yaml.Problems.AddUnknown(yaml.At(node), "entry above in \"values\"", name, [.. _sources.Keys]);
            }
        }

        return others.Count == 0 ? null : new(others);
    }

    private ValueSource? Number(Dictionary<string, YamlNode> map, YamlNode node, string name)
    {
        decimal? Of(string key, decimal? usual = null) => !map.TryGetValue(key, out var value) ? usual
            : decimal.TryParse(Text(value), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

        return Of("from") is { } least && Of("until") is { } most && Of("step", 1) is { } step && step > 0 && most >= least
            ? new NumberSource(least, most, step) : Refuse(node, name);
    }

    private string Pattern(Dictionary<string, YamlNode> map, string name)
    {
        if (!map.TryGetValue("as", out var node))
        {
            return $"{name} {OwnSource.Mark}";
        }

        var pattern = Text(node) ?? "";
        if (!pattern.Contains(OwnSource.Mark, StringComparison.Ordinal))
        {
            yaml.Complain(node, $"All values of {name} would be the same.", $"Put {OwnSource.Mark} where their number goes.");
        }

        return pattern;
    }

    private int Share(Dictionary<string, YamlNode> map)
    {
        if (!map.TryGetValue("unknown", out var node))
        {
            return 0;
        }

        if (GenerationReader.Whole(Text(node)?.TrimEnd('%')) is { } share and <= 100)
        {
            return share;
        }

        yaml.Complain(node, "\"unknown\" must be a share from 0% to 100%.");
        return 0;
    }

    private void RefuseUnused(Dictionary<string, YamlNode> map)
    {
        var parameters = vocabulary.Signatures.SelectMany(signature => signature.Parameters).Select(one => one.Name).ToHashSet();
        var referred = _sources.Values.OfType<SameSource>().SelectMany(same => same.Others).Select(other => other.Parameter).ToHashSet();
        foreach (var (name, node) in map.Where(entry => !parameters.Contains(entry.Key) && !referred.Contains(entry.Key)))
        {
            yaml.Problems.AddUnknown(yaml.At(node), "parameter in the vocabulary", name, parameters);
        }
    }

    private ValueSource? Refuse(YamlNode node, string name)
    {
        yaml.Complain(node, $"It is not clear where the values of {name} come from.", Forms);
        return null;
    }

    private static int? Count(YamlNode node) => GenerationReader.Whole(Text(node)) is { } count and > 0 ? count : null;

    private static string? Word(Dictionary<string, YamlNode> map, string name) => map.TryGetValue(name, out var node) ? Text(node) : null;

    private static string? Text(YamlNode node) => YamlFile.IsNothing(node) ? null : (node as YamlScalarNode)?.Value;
}

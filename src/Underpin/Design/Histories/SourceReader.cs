using System.Globalization;
using Underpin.Design.Folder;
using Underpin.Yaml;

namespace Underpin.Design.Histories;

/// <summary>Reads <c>values:</c>, where the values of each parameter come from.</summary>
internal sealed class SourceReader(YamlReader yaml, Vocabulary vocabulary)
{
    private const string Forms = "Write { own: N }, { shared: N }, { of: [PARAMETER, …] }, a list of values, "
        + "{ after: PARAMETER } or { near: PARAMETER } for days, { year-from: MONTH } for the year of recording, "
        + "or { from: 0, until: 16, step: 0.1 }.";

    private readonly Dictionary<string, ValueSource> _sources = [];

    public Dictionary<string, ValueSource> Read(YamlValue? node)
    {
        if (node is null || yaml.Fields(node, "\"values\"", Forms) is not { } fields)
        {
            return _sources;
        }

        foreach (var (name, _, value) in fields.Entries)
        {
            if (Source(name, value) is { } source)
            {
                _sources[name] = source;
            }
        }

        RefuseUnused(fields);
        return _sources;
    }

    private ValueSource? Source(string name, YamlValue node)
    {
        if (node is YamlList list)
        {
            return list.Items.Count > 0
                ? new ListedSource([.. list.Items.Select(item => item.Scalar)])
                : Refuse(node, name);
        }

        string[] names =
            ["own", "shared", "as", "of", "after", "near", "year-from", "from", "until", "step", "unknown"];
        if (yaml.Fields(node, $"The values of {name}", Forms, names) is not { } fields)
        {
            return null;
        }

        ValueSource? source = fields switch
        {
            _ when fields.Find("own") is { } own => Count(own) is { } count and <= OwnSource.Most
                ? new OwnSource(count, Pattern(fields, name)) : Refuse(own, name),
            _ when fields.Find("shared") is { } shared => Count(shared) is { } count and <= SharedSource.Most
                ? new SharedSource(count, Pattern(fields, name)) : Refuse(shared, name),
            _ when fields.Find("of") is { } of => Same(of),
            _ when fields.Find("year-from") is { } month =>
                GenerationReader.Whole(month.Scalar) is { } first and >= 1 and <= 12
                    ? new YearSource(first) : Refuse(month, name),
            _ when fields.Find("from") is not null => Number(fields, node, name),
            _ => new DaySource { After = fields.Find("after")?.Scalar, Near = fields.Find("near")?.Scalar },
        };
        return source is null ? null : source with { Unknown = Share(fields) };
    }

    private SameSource? Same(YamlValue node)
    {
        var others = new List<(string, ValueSource)>();
        var names = yaml.Items(node, "\"of\"", "Write { of: [PARAMETER, PARAMETER] }.").Select(item => item.Scalar);
        foreach (var name in names.OfType<string>())
        {
            if (_sources.TryGetValue(name, out var source))
            {
                others.Add((name, source));
            }
            else
            {
                yaml.Problems.AddUnknown(node.Place, "entry above in \"values\"", name, [.. _sources.Keys]);
            }
        }

        return others.Count == 0 ? null : new(others);
    }

    private ValueSource? Number(YamlFields fields, YamlValue node, string name)
    {
        decimal? Of(string key, decimal? usual = null) => fields.Find(key) is not { } value ? usual
            : decimal.TryParse(value.Scalar, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number
            : null;

        return Of("from") is { } least && Of("until") is { } most && Of("step", 1) is { } step
            && step > 0 && most >= least
            ? new NumberSource(least, most, step) : Refuse(node, name);
    }

    private string Pattern(YamlFields fields, string name)
    {
        if (fields.Find("as") is not { } node)
        {
            return $"{name} {OwnSource.Mark}";
        }

        var pattern = node.Scalar ?? "";
        if (!pattern.Contains(OwnSource.Mark, StringComparison.Ordinal))
        {
            yaml.Complain(
                node, $"All values of {name} would be the same.", $"Put {OwnSource.Mark} where their number goes.");
        }

        return pattern;
    }

    private int Share(YamlFields fields)
    {
        if (fields.Find("unknown") is not { } node)
        {
            return 0;
        }

        if (GenerationReader.Whole(node.Scalar?.TrimEnd('%')) is { } share and <= 100)
        {
            return share;
        }

        yaml.Complain(node, "\"unknown\" must be a share from 0% to 100%.");
        return 0;
    }

    private void RefuseUnused(YamlFields fields)
    {
        var parameters = vocabulary.Signatures
            .SelectMany(signature => signature.Parameters).Select(one => one.Name).ToHashSet();
        var used = _sources.Values.OfType<SameSource>()
            .SelectMany(same => same.Others).Select(other => other.Parameter).Concat(parameters).ToHashSet();
        foreach (var (name, _, value) in fields.Entries.Where(entry => !used.Contains(entry.Name)))
        {
            yaml.Problems.AddUnknown(value.Place, "parameter in the vocabulary", name, parameters);
        }
    }

    private ValueSource? Refuse(YamlValue node, string name)
    {
        yaml.Complain(node, $"It is not clear where the values of {name} come from.", Forms);
        return null;
    }

    private static int? Count(YamlValue node) =>
        GenerationReader.Whole(node.Scalar) is { } count and > 0 ? count : null;
}

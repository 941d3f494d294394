using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Underpin.Changes.Folder;

/// <summary>A mapping in a YAML file that knows its place, so that every complaint carries file and line.</summary>
internal sealed class YamlMap
{
    private readonly string _file;
    private readonly YamlMappingNode _node;
    private readonly string _what;

    private YamlMap(string file, YamlMappingNode node, string what)
    {
        _file = file;
        _node = node;
        _what = what;
    }

    /// <summary>Reads the single mapping that a file holds.</summary>
    public static YamlMap Read(string file, string text, string what)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException exception)
        {
            throw Complaint(file, exception.End.Line, $"is not YAML: {exception.Message}", exception);
        }

        return stream.Documents is [var document]
            ? Of(file, document.RootNode, what)
            : throw Complaint(file, 1, stream.Documents.Count == 0 ? "is empty." : "holds more than one document.");
    }

    /// <summary>Refuses names that nobody reads, with the nearest one that somebody does.</summary>
    public YamlMap Allow(params string[] names)
    {
        foreach (var key in _node.Children.Keys)
        {
            var name = (key as YamlScalarNode)?.Value ?? key.ToString();
            if (!names.Contains(name))
            {
                throw Complaint(key, $"{_what} has no \"{name}\".", $"Did you mean \"{NearestName.To(name, names)}\"?");
            }
        }

        return this;
    }

    public string Text(string name) => OptionalText(name) ?? throw Missing(name);

    public string? OptionalText(string name) => Find(name) switch
    {
        null => null,
        YamlScalarNode { Value.Length: > 0 } scalar => scalar.Value,
        var other => throw Complaint(other, $"\"{name}\" of {_what} must be a name, not {Kind(other)}."),
    };

    public bool Flag(string name) => OptionalText(name) switch
    {
        null or "false" => false,
        "true" => true,
        var other => throw Complaint(Find(name)!, $"\"{name}\" of {_what} is true or false, not \"{other}\"."),
    };

    public int Count(string name, int otherwise)
    {
        var text = OptionalText(name);
        return text is null ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count
            : throw Complaint(Find(name)!, $"\"{name}\" of {_what} is a whole number, not \"{text}\".");
    }

    public TimeSpan Duration(string name, TimeSpan otherwise)
    {
        var text = OptionalText(name);
        return text is null ? otherwise
            : Underpin.Duration.Parse(text) ?? throw Complaint(
                Find(name)!, $"\"{name}\" of {_what} is a time such as 30s, 10m, 2h or 7d, not \"{text}\".");
    }

    public IReadOnlyList<string> Texts(string name) => Find(name) switch
    {
        null => [],
        YamlScalarNode { Value: { Length: > 0 } value } => [value],
        YamlSequenceNode list => [.. list.Select(item => item is YamlScalarNode { Value.Length: > 0 } scalar
            ? scalar.Value
            : throw Complaint(item, $"\"{name}\" of {_what} lists names, not {Kind(item)}."))],
        var other => throw Complaint(other, $"\"{name}\" of {_what} must be a list of names."),
    };

    public YamlMap Map(string name) => Find(name) is { } node ? Of(_file, node, name) : throw Missing(name);

    public YamlMap? OptionalMap(string name) => Find(name) is { } node ? Of(_file, node, name) : null;

    public IReadOnlyList<YamlMap> Maps(string name, string itemName) => Find(name) switch
    {
        YamlSequenceNode { Children.Count: > 0 } list => [.. list.Select(item => Of(_file, item, itemName))],
        null => throw Missing(name),
        var other => throw Complaint(other, $"\"{name}\" of {_what} must be a list with at least one entry."),
    };

    /// <summary>The line on which the value of this name stands; the map's own where it has none.</summary>
    public int Line(string name) => (int)(Find(name) ?? _node).Start.Line;

    /// <summary>The line of each item of a list; of the value where it is one.</summary>
    public IReadOnlyList<int> Lines(string name) => Find(name) is YamlSequenceNode list
        ? [.. list.Select(item => (int)item.Start.Line)]
        : [Line(name)];

    public bool Has(string name) => Find(name) is not null;

    /// <summary>None where the name is missing.</summary>
    public IReadOnlyList<YamlMap> OptionalMaps(string name, string itemName) => Has(name) ? Maps(name, itemName) : [];

    public UnderpinException Complaint(string name, string problem, string? hint = null) =>
        Complaint(Find(name) ?? _node, problem, hint);

    private static YamlMap Of(string file, YamlNode node, string what) => node is YamlMappingNode map
        ? new(file, map, what)
        : throw Complaint(file, node.Start.Line, $"{what} must be a mapping of names to values, not {Kind(node)}.");

    private static string Kind(YamlNode node) => node switch
    {
        YamlScalarNode { Value: null or "" } => "nothing",
        YamlScalarNode scalar => $"\"{scalar.Value}\"",
        YamlSequenceNode => "a list",
        _ => "a mapping",
    };

    private static UnderpinException Complaint(string file, long line, string problem, Exception? cause = null) =>
        new("change.file", $"{file}:{line}: {problem}", "docs/change-folder.md shows a whole one.", cause)
        {
            ExitCode = ExitCode.Usage,
        };

    private YamlNode? Find(string name) =>
        _node.Children.TryGetValue(new YamlScalarNode(name), out var node) ? node : null;

    private UnderpinException Missing(string name) =>
        Complaint(_node, $"{_what} lacks \"{name}\".", $"Add \"{name}:\" to {_what}.");

    private UnderpinException Complaint(YamlNode node, string problem, string? hint = null) =>
        new("change.file", $"{_file}:{node.Start.Line}: {problem}", hint) { ExitCode = ExitCode.Usage };
}

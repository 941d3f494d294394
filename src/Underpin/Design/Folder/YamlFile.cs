using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Underpin.Design.Folder;

/// <summary>A YAML file of the model folder, whose complaints carry file and line.</summary>
internal sealed class YamlFile(string file, Problems problems)
{
    public Problems Problems => problems;

    /// <summary>The root of its one document; null where it is no YAML (which is told) or holds nothing.</summary>
    public YamlNode? Load(string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException exception)
        {
            if (IndentedByTab(text) is { } line)
            {
                problems.Add(new(file, line), "A tab indents this line.", "Indent with spaces.");
                return null;
            }

            problems.Add(
                new(file, (int)Math.Max(1, exception.End.Line)),
                $"This is not YAML: {(exception.InnerException ?? exception).Message}",
                "A text that holds \": \" or begins with one of [ { & * ! | > ' \" % @ ` needs quotes.");
            return null;
        }

        if (stream.Documents.Count > 1)
        {
            Complain(stream.Documents[1].RootNode, "A second document begins here.", "Keep one document a file.");
        }

        return stream.Documents.Count == 0 || IsNothing(stream.Documents[0].RootNode) ? null : stream.Documents[0].RootNode;
    }

    public Place At(YamlNode node) => new(file, (int)Math.Max(1, node.Start.Line));

    public void Complain(YamlNode node, string message, string? hint = null) => problems.Add(At(node), message, hint);

    /// <summary>Text that is not empty; null, and a complaint, otherwise.</summary>
    public string? Text(YamlNode node, string what)
    {
        if (node is YamlScalarNode { Value.Length: > 0 } scalar)
        {
            return scalar.Value;
        }

        Complain(node, $"{what} must be a text, not {Kind(node)}.");
        return null;
    }

    /// <summary>The items of a list; nothing is an empty list, and anything else a complaint.</summary>
    public IEnumerable<YamlNode> Items(YamlNode? node, string what, string hint)
    {
        switch (node)
        {
            case YamlSequenceNode list:
                return list.Children;
            case not null when !IsNothing(node):
                Complain(node, $"{what} must be a list, not {Kind(node)}.", hint);
                return [];
            default:
                return [];
        }
    }

    /// <summary>The entries of a mapping by name; names that nobody reads are complained of.</summary>
    public Dictionary<string, YamlNode>? Map(YamlNode node, string what, string hint, params string[] names)
    {
        if (node is not YamlMappingNode map)
        {
            Complain(node, $"{what} must be a mapping of names to values, not {Kind(node)}.", hint);
            return null;
        }

        var entries = new Dictionary<string, YamlNode>();
        foreach (var (key, value) in map)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (names.Length > 0 && !names.Contains(name))
            {
                Complain(key, $"{what} has no \"{name}\".", $"Did you mean \"{NearestName.To(name, names)}\"?");
            }

            entries[name] = value;
        }

        return entries;
    }

    /// <summary>A plain <c>~</c>, <c>null</c> or nothing at all.</summary>
    public static bool IsNothing(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain or ScalarStyle.Any, Value: null or "" or "~" or "null" };

    /// <summary>The reader says of a tab only that it found no key, some lines before it.</summary>
    private static int? IndentedByTab(string text)
    {
        var index = Array.FindIndex(text.Split('\n'), line =>
            line.AsSpan(0, line.Length - line.AsSpan().TrimStart().Length).Contains('\t') && !string.IsNullOrWhiteSpace(line));
        return index < 0 ? null : index + 1;
    }

    /// <summary>For a message.</summary>
    public static string Kind(YamlNode node) => node switch
    {
        _ when IsNothing(node) => "nothing",
        YamlScalarNode scalar => $"\"{scalar.Value}\"",
        YamlSequenceNode => "a list",
        _ => "a mapping",
    };
}

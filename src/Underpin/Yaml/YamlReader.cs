namespace Underpin.Yaml;

/// <summary>
/// Reads what people write in YAML. What is not as it should be becomes a complaint with file and line, and the reading
/// goes on, so that all of it is told at once; who uses the result asks for complaints first.
/// </summary>
internal sealed class YamlReader(Problems problems)
{
    public Problems Problems => problems;

    /// <summary>What a file holds; null where it is no YAML (which is told) or holds nothing.</summary>
    /// <param name="file">As complaints name it.</param>
    /// <param name="text">All of it.</param>
    public YamlValue? Load(string file, string text) => new YamlParser(file, text, problems).Parse();

    /// <summary>The fields of the mapping that a file holds; null, and a complaint, where it holds none.</summary>
    /// <param name="file">As complaints name it.</param>
    /// <param name="text">All of it.</param>
    /// <param name="what">What it describes, for messages.</param>
    /// <param name="hint">What to write.</param>
    /// <param name="names">The names that it may hold.</param>
    public YamlFields? Document(string file, string text, string what, string hint, params string[] names)
    {
        var before = problems.Count;
        var root = Load(file, text);
        if (root is null && problems.Count == before)
        {
            problems.Add(new(file, 1), $"{Opening(what)} is empty.", hint);
        }

        return root is null ? null : Fields(root, what, hint, names);
    }

    public void Complain(YamlValue value, string message, string? hint = null) =>
        problems.Add(value.Place, message, hint);

    /// <summary>Text that is not empty; null, and a complaint, otherwise.</summary>
    public string? Text(YamlValue value, string what)
    {
        if (value.Scalar is { Length: > 0 } text)
        {
            return text;
        }

        Complain(value, $"{Opening(what)} must be a text, not {value.Kind}.");
        return null;
    }

    /// <summary>The items of a list; nothing is an empty list, and anything else a complaint.</summary>
    public IReadOnlyList<YamlValue> Items(YamlValue? value, string what, string? hint = null)
    {
        if (value is YamlList list)
        {
            return list.Items;
        }

        if (value is { IsNothing: false })
        {
            Complain(value, $"{Opening(what)} must be a list, not {value.Kind}.", hint);
        }

        return [];
    }

    /// <summary>The fields of a mapping; null, and a complaint, where it is none.</summary>
    /// <param name="value">The mapping.</param>
    /// <param name="what">What it describes, for messages.</param>
    /// <param name="hint">What to write; null where there is no more to say.</param>
    /// <param name="names">The names that it may hold, others are complained of; none: any.</param>
    public YamlFields? Fields(YamlValue value, string what, string? hint, params string[] names)
    {
        if (value is YamlMap map)
        {
            return new(this, map, what, names);
        }

        Complain(value, $"{Opening(what)} must be a mapping of names to values, not {value.Kind}.", hint);
        return null;
    }

    /// <summary>At the beginning of a sentence.</summary>
    internal static string Opening(string what) => char.ToUpperInvariant(what[0]) + what[1..];
}

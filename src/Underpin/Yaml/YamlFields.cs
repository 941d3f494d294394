using System.Globalization;

namespace Underpin.Yaml;

/// <summary>
/// The values of a mapping by name. What is not said, or said to be nothing, is null, empty or the usual; what is said
/// wrongly is that too, and a complaint.
/// </summary>
internal sealed class YamlFields
{
    private readonly YamlReader _reader;
    private readonly YamlMap _map;
    private readonly string _what;
    private readonly Dictionary<string, YamlValue> _values;
    private readonly HashSet<string> _meant = [];

    public YamlFields(YamlReader reader, YamlMap map, string what, params string[] names)
    {
        (_reader, _map, _what) = (reader, map, what);
        _values = map.Entries.ToDictionary(entry => entry.Name, entry => entry.Value);
        foreach (var stranger in map.Entries.Where(entry => names.Length > 0 && !names.Contains(entry.Name)))
        {
            var nearest = NearestName.To(stranger.Name, names);
            Complain(
                stranger.Place, $"{YamlReader.Opening(what)} has no \"{stranger.Name}\".",
                $"Did you mean \"{nearest}\"?");
            _meant.Add(nearest);
        }
    }

    public Place Place => _map.Place;

    /// <summary>In the file's order.</summary>
    public IReadOnlyList<YamlEntry> Entries => _map.Entries;

    /// <summary>As it stands there; null where the name is missing.</summary>
    public YamlValue? Find(string name) => _values.GetValueOrDefault(name);

    /// <summary>It is there, and something.</summary>
    public bool Says(string name) => Said(name) is not null;

    /// <summary>It is there, perhaps mistyped, of which there is a complaint then.</summary>
    public bool Means(string name) => Says(name) || _meant.Contains(name);

    /// <summary>Where the value of this name stands; the mapping's own place where it has none.</summary>
    public Place PlaceOf(string name) => Find(name)?.Place ?? Place;

    /// <summary>Complains of what this name says.</summary>
    public void Complain(string name, string message, string? hint = null) => Complain(PlaceOf(name), message, hint);

    /// <summary>Complains of a part of what a name says.</summary>
    public void Complain(Place place, string message, string? hint = null) =>
        _reader.Problems.Add(place, message, hint);

    public string? Text(string name) => Required(name) is { } value ? _reader.Text(value, Of(name)) : null;

    public string? OptionalText(string name) => Said(name) is { } value ? _reader.Text(value, Of(name)) : null;

    public bool Flag(string name)
    {
        var text = OptionalText(name);
        if (text is not (null or "true" or "false"))
        {
            Complain(name, $"{Of(name)} must be true or false, not \"{text}\".");
        }

        return text is "true";
    }

    public int Count(string name, int usual) => Parsed<int>(name, "a whole number", text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null) ?? usual;

    public TimeSpan Duration(string name, TimeSpan usual) =>
        Parsed(name, "a time such as 30s, 10m, 2h or 7d", Underpin.Duration.Parse) ?? usual;

    /// <summary>The texts of a list; one alone needs no brackets.</summary>
    public IReadOnlyList<YamlText> Texts(string name)
    {
        IReadOnlyList<YamlValue> items = Said(name) is YamlText one
            ? [one]
            : _reader.Items(Said(name), Of(name), $"Write {name}: [ONE, TWO].");
        return [.. items.Where(item => _reader.Text(item, $"Each of {Of(name)}") is not null).OfType<YamlText>()];
    }

    /// <summary>A mapping that must be there.</summary>
    public YamlFields? Fields(string name, params string[] names) =>
        Required(name) is { } value ? _reader.Fields(value, name, hint: null, names) : null;

    /// <summary>A mapping that may be left out.</summary>
    public YamlFields? OptionalFields(string name, params string[] names) => Says(name) ? Fields(name, names) : null;

    /// <summary>The mappings of a list that must be there, and hold one at least.</summary>
    /// <param name="name">The list's.</param>
    /// <param name="item">What each describes, for messages.</param>
    /// <param name="names">The names that each may hold.</param>
    public IReadOnlyList<YamlFields> List(string name, string item, params string[] names)
    {
        switch (Required(name))
        {
            case null:
                return [];
            case YamlList { Items: [_, ..] items }:
                return [.. items.Select(each => _reader.Fields(each, item, hint: null, names)).OfType<YamlFields>()];
            default:
                Complain(name, $"{Of(name)} must be a list with at least one entry.");
                return [];
        }
    }

    /// <summary>As <see cref="List"/>; empty where it is left out.</summary>
    public IReadOnlyList<YamlFields> OptionalList(string name, string item, params string[] names) =>
        Says(name) ? List(name, item, names) : [];

    private T? Parsed<T>(string name, string form, Func<string, T?> parse)
        where T : struct
    {
        if (OptionalText(name) is not { } text)
        {
            return null;
        }

        var parsed = parse(text);
        if (parsed is null)
        {
            Complain(name, $"{Of(name)} must be {form}, not \"{text}\".");
        }

        return parsed;
    }

    private YamlValue? Said(string name) => Find(name) is { IsNothing: false } value ? value : null;

    private YamlValue? Required(string name)
    {
        if (!Means(name))
        {
            Complain(name, $"{YamlReader.Opening(_what)} lacks \"{name}\".", $"Add \"{name}:\" to {_what}.");
        }

        return Said(name);
    }

    private string Of(string name) => $"\"{name}\" of {_what}";
}

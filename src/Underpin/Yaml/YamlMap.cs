namespace Underpin.Yaml;

/// <summary>A mapping of names to values, in braces or with a name a line.</summary>
/// <param name="Place">Where it begins.</param>
/// <param name="Entries">In the file's order; each name once.</param>
internal sealed record YamlMap(Place Place, IReadOnlyList<YamlEntry> Entries) : YamlValue(Place)
{
    public override string Kind => "a mapping";

    public bool Holds(string name) => Entries.Any(entry => entry.Name == name);
}

namespace Underpin.Yaml;

/// <summary>A list, in square brackets or with a dash a line.</summary>
/// <param name="Place">Where it begins.</param>
/// <param name="Items">In the file's order.</param>
internal sealed record YamlList(Place Place, IReadOnlyList<YamlValue> Items) : YamlValue(Place)
{
    public override string Kind => "a list";
}

namespace Underpin.Yaml;

/// <summary>A name and its value in a mapping.</summary>
/// <param name="Name">The name.</param>
/// <param name="Place">Where the name stands; the value may begin lines below.</param>
/// <param name="Value">What stands for it.</param>
internal sealed record YamlEntry(string Name, Place Place, YamlValue Value);

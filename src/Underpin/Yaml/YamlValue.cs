namespace Underpin.Yaml;

/// <summary>What stands somewhere in a YAML file: a text, a list or a mapping.</summary>
/// <param name="Place">Where it begins.</param>
internal abstract record YamlValue(Place Place)
{
    /// <summary>What it is, for a message that expected something else.</summary>
    public abstract string Kind { get; }

    /// <summary>A plain <c>~</c>, <c>null</c> or nothing at all.</summary>
    public virtual bool IsNothing => false;

    /// <summary>Its text where it is one; null for a list, a mapping and nothing.</summary>
    public virtual string? Scalar => null;
}

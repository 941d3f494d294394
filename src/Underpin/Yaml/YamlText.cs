namespace Underpin.Yaml;

/// <summary>
/// A value that is no collection; what looks like a number or a flag is a text until somebody reads it so.
/// </summary>
/// <param name="Place">Where it begins.</param>
/// <param name="Text">Without quotes.</param>
/// <param name="IsPlain">Written without quotes.</param>
internal sealed record YamlText(Place Place, string Text, bool IsPlain) : YamlValue(Place)
{
    public override string Kind => IsNothing ? "nothing" : $"\"{Text}\"";

    public override bool IsNothing => IsPlain && Text is ("" or "~" or "null");

    public override string? Scalar => IsNothing ? null : Text;
}

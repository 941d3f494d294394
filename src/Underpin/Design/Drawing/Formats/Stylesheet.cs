namespace Underpin.Design.Drawing.Formats;

/// <summary>A style sheet that is kept in a file beside the class that writes it out.</summary>
internal sealed class Stylesheet
{
    private Stylesheet(string text) => Text = text;

    public string Text { get; }

    /// <summary>Reads <paramref name="file"/> from the folder (namespace) of <paramref name="neighbour"/>.</summary>
    public static Stylesheet Beside(Type neighbour, string file)
    {
        using var stream = neighbour.Assembly.GetManifestResourceStream($"{neighbour.Namespace}.{file}")
            ?? throw new InvalidOperationException($"{file} is not embedded beside {neighbour}.");
        using var reader = new StreamReader(stream);
        return new(reader.ReadToEnd());
    }
}

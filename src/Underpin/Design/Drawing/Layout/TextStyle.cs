namespace Underpin.Design.Drawing.Layout;

/// <summary>
/// The size of a text in pixels, and its weight; the name is the class that the style sheet knows it by.
/// </summary>
internal sealed record TextStyle(string Name, double Size, bool Bold = false)
{
    public static TextStyle Title { get; } = new("title", 17, Bold: true);

    public static TextStyle Head { get; } = new("head", 14, Bold: true);

    public static TextStyle Caption { get; } = new("caption", 11.5);

    public static TextStyle Column { get; } = new("column", 13);

    public static TextStyle Key { get; } = new("key", 13, Bold: true);

    public static TextStyle Type { get; } = new("type", 12);

    public static TextStyle Mark { get; } = new("mark", 9.5, Bold: true);

    public static TextStyle Rule { get; } = new("rule", 11);
}

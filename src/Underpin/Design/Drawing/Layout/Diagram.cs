namespace Underpin.Design.Drawing.Layout;

/// <summary>Where everything is on the page.</summary>
internal sealed record Diagram
{
    public required double Width { get; init; }

    public required double Height { get; init; }

    public required IReadOnlyList<PlacedBox> Boxes { get; init; }

    public required IReadOnlyList<DrawnLine> Lines { get; init; }
}

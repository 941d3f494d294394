using Underpin.Design.Drawing.Catalogue;
using Underpin.Design.Drawing.Layout;
using Underpin.Postgres;

namespace Underpin.Design.Drawing.Formats;

/// <summary>
/// A laid out schema as SVG: light and dark, on screen and on paper, without a script or a font of its own.
/// </summary>
internal sealed class SvgDiagram
{
    private const double Margin = 22;
    private const double TitleHeight = 34;
    private const double LegendHeight = 40;
    private const int Hues = 11;

    private readonly Markup _markup;
    private readonly Diagram _diagram;
    private readonly Dictionary<QualifiedName, int> _hues;

    private SvgDiagram(Markup markup, Diagram diagram)
    {
        _markup = markup;
        _diagram = diagram;
        // A parent and the lines to it have one colour.
        var parents = diagram.Boxes.Select(box => box.Box.Entity.Name)
            .Where(name => diagram.Lines.Any(line => line.Relationship.Parent == name));
        _hues = parents.Select((name, number) => (name, number))
            .ToDictionary(one => one.name, one => one.number % Hues);
    }

    public static Stylesheet Stylesheet { get; } = Stylesheet.Beside(typeof(SvgDiagram), "diagram.css");

    /// <summary>A file of its own.</summary>
    public static string Write(EntityCatalogue catalogue, string title)
    {
        var markup = new Markup();
        new SvgDiagram(markup, DiagramLayout.Of(catalogue)).Write(title, inPage: false);
        return markup.Line().ToString();
    }

    /// <summary>Into a page that has <see cref="Stylesheet"/> already.</summary>
    public static void Write(Markup page, Diagram diagram, string title) =>
        new SvgDiagram(page, diagram).Write(title, inPage: true);

    private void Write(string title, bool inPage)
    {
        var width = Math.Max(_diagram.Width, SvgLegend.Width) + (2 * Margin);
        var height = _diagram.Height + TitleHeight + LegendHeight + (2 * Margin);
        _markup.Open(
            "svg", ("xmlns", "http://www.w3.org/2000/svg"), ("class", "erd"), ("role", "img"), ("width", width),
            ("height", height), ("viewBox", FormattableString.Invariant($"0 0 {width:0.##} {height:0.##}")));
        var counts = Counts();
        _markup.Element("title", $"{title}: {counts}").Line();
        if (!inPage)
        {
            _markup.Style(Stylesheet);
            _markup.Element("rect", ("class", "paper"), ("width", "100%"), ("height", "100%")).Line();
        }

        _markup.Element("text", title, ("class", "title"), ("x", Margin), ("y", Margin + 15));
        _markup.Element(
            "text", counts, ("class", "caption"),
            ("x", Margin + TextWidth.Of(title, TextStyle.Title) + 14), ("y", Margin + 15)).Line();
        _markup.Open("g", ("transform", $"translate({Margin} {Margin + TitleHeight})")).Line();
        foreach (var line in _diagram.Lines)
        {
            SvgLine.Write(_markup, line, Hue(line.Relationship.Parent));
        }

        foreach (var box in _diagram.Boxes)
        {
            SvgBox.Write(_markup, box, Hue(box.Box.Entity.Name));
        }

        foreach (var line in _diagram.Lines)
        {
            SvgLine.WriteBracket(_markup, line, Hue(line.Relationship.Parent));
        }

        _markup.Close();
        SvgLegend.Write(_markup, Margin, height - Margin - 8);
        _markup.Close();
    }

    private string? Hue(QualifiedName parent) => _hues.TryGetValue(parent, out var hue) ? $"h{hue}" : null;

    private string Counts()
    {
        var tables = _diagram.Boxes.Count(box => !box.Box.Entity.IsView);
        return $"{tables} {(tables == 1 ? "table" : "tables")}, "
            + $"{_diagram.Lines.Count} foreign {(_diagram.Lines.Count == 1 ? "key" : "keys")}";
    }
}

using Underpin.Design.Drawing.Catalogue;

namespace Underpin.Design.Drawing.Layout;

/// <summary>Writes a table into a box that is as wide as its widest row.</summary>
internal sealed class BoxWriter
{
    private const double LeastPadding = 12;
    private const double LeastWidth = 210;
    private const double MostWidth = 420;
    private const double LineHeight = 15;
    private const double RowHeight = 22;
    private const double Gap = 14;
    private const int MostLines = 3;

    private readonly Entity _entity;
    private readonly IReadOnlyDictionary<string, string> _marks;
    private readonly double _markWidth;
    private readonly double _padding;
    private readonly double _width;
    private readonly List<BoxRow> _rows = [];
    private double _at;

    private BoxWriter(Entity entity, IReadOnlyList<Relationship> keys, double least)
    {
        _entity = entity;
        var marks = _marks = ColumnMarks.Of(entity, keys.SelectMany(key => key.ChildColumns).ToHashSet());
        _padding = Math.Max(LeastPadding, Bracket.Room(keys.Count(key => key.ChildColumns.Count > 1)));
        _markWidth = marks.Count == 0 ? 0 : marks.Values.Max(mark => TextWidth.Of(mark, TextStyle.Mark)) + 8;
        _width = Math.Max(least, Math.Ceiling(Math.Clamp(
            entity.Columns.Select(Needed)
                .Append(TextWidth.Of(entity.Name.Plain, TextStyle.Head))
                .Max() + (2 * _padding),
            LeastWidth, MostWidth)));
    }

    /// <param name="keys">Its foreign keys.</param>
    /// <param name="least">The width that its neighbours above and below have.</param>
    /// <param name="leastHeight">Room for the lines that end at its side.</param>
    public static Box Write(
        Entity entity, IReadOnlyList<Relationship> keys, double least = 0, double leastHeight = 0) =>
        new BoxWriter(entity, keys, least).Write(leastHeight);

    private Box Write(double leastHeight)
    {
        _at = 7;
        Line(TextWidth.Fit(_entity.Name.Plain, TextStyle.Head, Inner), TextStyle.Head, 19, Tip());
        foreach (var line in TextWidth.Wrap(Caption(), TextStyle.Caption, Inner, MostLines))
        {
            Line(line, TextStyle.Caption, LineHeight, Tip());
        }

        var head = _at += 6;
        _at += 3;
        foreach (var column in _entity.Columns)
        {
            Column(column);
        }

        foreach (var (text, tip) in RuleLines.Of(_entity))
        {
            foreach (var line in TextWidth.Wrap(text, TextStyle.Rule, Inner, MostLines))
            {
                Line(line, TextStyle.Rule, LineHeight, tip);
            }
        }

        return new()
        {
            Entity = _entity,
            Width = _width,
            Height = Math.Max(leastHeight, _at + 5),
            HeadHeight = head,
            Rows = _rows,
        };
    }

    private double Inner => _width - (2 * _padding);

    private string Caption() => _entity.Comment ?? (_entity.IsView ? "a view" : "");

    private string? Tip() => _entity.Comment;

    private void Line(string text, TextStyle style, double height, string? tip)
    {
        _rows.Add(new(_at, height, [new(text, style, _padding, Base(height, style))], tip));
        _at += height;
    }

    private void Column(EntityColumn column)
    {
        var style = Style(column);
        var room = Inner - _markWidth;
        // Where both are too long, the type gives way first, down to a third.
        var typeRoom = Math.Min(TextWidth.Of(TypeOf(column), TextStyle.Type), room / 3);
        var name = TextWidth.Fit(column.Name, style, room - typeRoom - (Gap / 2));
        var type = TextWidth.Fit(TypeOf(column), TextStyle.Type, room - TextWidth.Of(name, style) - (Gap / 2));
        var pieces = new List<TextPiece>
        {
            new(name, style, _padding + _markWidth, Base(RowHeight, style)),
            new(type, TextStyle.Type, _width - _padding, Base(RowHeight, style), Ends: true),
        };
        if (_marks.TryGetValue(column.Name, out var mark))
        {
            pieces.Add(new(mark, TextStyle.Mark, _padding, Base(RowHeight, style)));
        }

        _rows.Add(new(_at, RowHeight, pieces, ColumnTip.Of(_entity, column), column.Name));
        _at += RowHeight;
    }

    private double Needed(EntityColumn column) =>
        _markWidth + TextWidth.Of(column.Name, Style(column)) + Gap + TextWidth.Of(TypeOf(column), TextStyle.Type);

    private double Base(double height, TextStyle style) => _at + (height / 2) + (style.Size * 0.36);

    private TextStyle Style(EntityColumn column) =>
        _entity.Rules.Any(rule => rule.Kind == RuleKind.PrimaryKey && rule.Columns.Contains(column.Name))
            ? TextStyle.Key
            : TextStyle.Column;

    // As the DDL says it, but the other way round: most columns are to be filled. Nobody knows it of a view's.
    private string TypeOf(EntityColumn column) =>
        column.Nullable && !_entity.IsView ? $"{column.Type} null" : column.Type;
}

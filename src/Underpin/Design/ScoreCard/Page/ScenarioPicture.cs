using Underpin.Design.Drawing.Formats;
using Underpin.Design.Drawing.Layout;
using Underpin.Design.Folder;

namespace Underpin.Design.ScoreCard.Page;

/// <summary>A scenario as a picture: a band for each person and kind of fact, spans as bars, events as ticks.</summary>
internal sealed class ScenarioPicture
{
    private const double Width = 1000;
    private const double Gutter = 150;
    private const double RowHeight = 27;
    private const double Head = 22;

    private static readonly TextStyle _label = new("label", 11);
    private static readonly TextStyle _lane = new("lane", 12, Bold: true);

    private readonly Markup _page;
    private readonly Timeline _timeline;
    private readonly TimeScale _scale;

    private ScenarioPicture(Markup page, Scenario scenario, Vocabulary vocabulary)
    {
        _page = page;
        _timeline = Timeline.Of(scenario, vocabulary);
        _scale = new(_timeline, Gutter, Width - Gutter);
    }

    public static void Write(Markup page, Scenario scenario, Vocabulary vocabulary) =>
        new ScenarioPicture(page, scenario, vocabulary).Write(scenario);

    private void Write(Scenario scenario)
    {
        if (_timeline.Undated.Count > 0)
        {
            _page.Open("p", ("class", "undated"))
                .Text("Without a day: ")
                .Text(string.Join("; ", _timeline.Undated))
                .Close()
                .Line();
        }

        var subjects = _timeline.Items.Select(item => item.Lane.Subject).Distinct().ToList();
        var lanes = _timeline.Items.GroupBy(item => item.Lane)
            .OrderBy(lane => lane.Any(item => item.Kind == ItemKind.Answer))
            .ThenBy(lane => subjects.IndexOf(lane.Key.Subject))
            .Select(lane => (lane.Key, Rows: Pack(lane))).ToList();
        var height = Head + lanes.Sum(lane => LaneHeight(lane.Rows)) + 4;
        _page.Open("div", ("class", "picture")).Open(
            "svg", ("class", "time"), ("role", "img"), ("width", _scale.Right), ("height", height),
            ("viewBox", FormattableString.Invariant($"0 0 {_scale.Right:0.##} {height:0.##}")));
        _page.Element("title", $"{scenario.Title}, as a time line");
        foreach (var (x, text) in _scale.Marks())
        {
            _page.Element("line", ("class", "month"), ("x1", x), ("x2", x), ("y1", Head - 4), ("y2", height));
            _page.Element("text", text, ("class", "when"), ("x", x + 3), ("y", 12));
        }

        var top = Head;
        foreach (var (lane, rows) in lanes)
        {
            Lane(lane, rows, top);
            top += LaneHeight(rows);
        }

        _page.Close().Close().Line();
    }

    private static double LaneHeight(List<List<TimelineItem>> rows) => (rows.Count * RowHeight) + 7;

    private void Lane((string Subject, string Family) lane, List<List<TimelineItem>> rows, double top)
    {
        _page.Element("line", ("class", "rule"), ("x1", 0), ("x2", _scale.Right), ("y1", top), ("y2", top));
        _page.Element(
            "text", TextWidth.Fit(lane.Subject, _lane, Gutter - 10), ("class", "subject"), ("x", 4), ("y", top + 16));
        _page.Element(
            "text", lane.Family, ("class", "family"), ("x", 4), ("y", top + (lane.Subject.Length > 0 ? 29 : 16)));
        for (var row = 0; row < rows.Count; row++)
        {
            foreach (var item in rows[row])
            {
                Item(item, top + 4 + (row * RowHeight));
            }
        }

        _page.Line();
    }

    private void Item(TimelineItem item, double top)
    {
        var end = item.Until is { } until && double.IsFinite(until) ? until + 1 : item.Until ?? item.From;
        var (from, to) = (_scale.X(item.From), _scale.X(end));
        var middle = top + 19;
        _page.Open("g", ("class", item.Kind.ToString().ToLowerInvariant())).Element("title", item.Tip);
        if (item.Until is not null)
        {
            _page.Element(
                "rect", ("class", "bar"), ("x", from), ("y", top + 15), ("width", Math.Max(3, to - from)),
                ("height", 8), ("rx", 2.5));
        }
        else if (item.Kind == ItemKind.Event)
        {
            _page.Element(
                "path", ("class", "tick"), ("d", FormattableString.Invariant($"M{from:0.##} {top + 14:0.##}v10")));
        }
        else if (item.Kind == ItemKind.Answer)
        {
            _page.Element(
                "path", ("class", "ask"),
                ("d", FormattableString.Invariant($"M{from:0.##} {middle - 5:0.##}l5 5l-5 5l-5 -5z")));
        }

        if (item.Kind == ItemKind.Refusal)
        {
            _page.Element(
                "path", ("class", "cross"),
                ("d", FormattableString.Invariant($"M{from - 4:0.##} {middle - 4:0.##}l8 8m0 -8l-8 8")));
        }

        var (left, text) = Label(item);
        _page.Element("text", text, ("class", "label"), ("x", left), ("y", top + 11));
        _page.Close();
    }

    private (double Left, string Text) Label(TimelineItem item)
    {
        var text = TextWidth.Fit(item.Text, _label, _scale.Right - _scale.Left - 4);
        return (Math.Max(_scale.Left, Math.Min(_scale.X(item.From) - 2, _scale.Right - TextWidth.Of(text, _label) - 2)),
            text);
    }

    /// <summary>As many rows as it takes that no two marks or texts lie on each other.</summary>
    private List<List<TimelineItem>> Pack(IEnumerable<TimelineItem> items)
    {
        var rows = new List<(List<TimelineItem> Items, double End)>();
        foreach (var item in items.OrderBy(item => item.Kind == ItemKind.Refusal).ThenBy(item => item.From))
        {
            var (start, end) = Extent(item);
            var row = rows.FindIndex(row => row.End < start && row.Items[^1].Kind == item.Kind);
            row = row >= 0 ? row : rows.FindIndex(row => row.End < start);
            if (row < 0)
            {
                rows.Add(([item], end));
            }
            else
            {
                rows[row].Items.Add(item);
                rows[row] = (rows[row].Items, end);
            }
        }

        return [.. rows.Select(row => row.Items)];
    }

    private (double Start, double End) Extent(TimelineItem item)
    {
        var (left, text) = Label(item);
        var from = _scale.X(item.From);
        var to = item.Until is { } until ? _scale.X(until + 1) : from;
        return (Math.Min(left, from - 5), Math.Max(left + TextWidth.Of(text, _label) + 8, to + 5));
    }
}

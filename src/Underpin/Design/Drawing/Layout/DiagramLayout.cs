using Underpin.Design.Drawing.Catalogue;
using Underpin.Postgres;

namespace Underpin.Design.Drawing.Layout;

/// <summary>
/// Lays a schema out: parents left of their children, each foreign key from its column's row to its parent's side,
/// through gaps and lanes that no box stands in.
/// </summary>
internal sealed class DiagramLayout
{
    private const double TrackWidth = 10;
    private const double GapMargin = 26;
    private const double LeastWidth = 760;
    private const double LoopRoom = 18;
    private const double LoopReach = 21;
    private const double LoopStep = 4;

    private readonly EntityCatalogue _catalogue;
    private readonly IReadOnlyDictionary<QualifiedName, int> _numbers;
    private readonly Layers _layers;
    private readonly double[] _lefts;
    private readonly double[] _widths;

    private DiagramLayout(EntityCatalogue catalogue)
    {
        _catalogue = catalogue;
        _numbers = Layering.Of(catalogue.Relationships);
        var tied = catalogue.Entities.Where(entity => _numbers.ContainsKey(entity.Name)).ToList();
        var widths = tied.ToLookup(entity => _numbers[entity.Name], entity => Write(entity, 0).Width);
        _widths = [.. widths.OrderBy(layer => layer.Key).Select(layer => layer.Max())];
        _lefts = new double[_widths.Length];
        // Boxes of a layer are equally wide: a column on the page.
        _layers = Layers.Build(
            tied.Select(entity => Write(entity, _widths[_numbers[entity.Name]])), catalogue.Relationships, _numbers);
    }

    public static Diagram Of(EntityCatalogue catalogue) => new DiagramLayout(catalogue).Lay();

    private Diagram Lay()
    {
        Ports.FixChildren(_layers.Chains);
        Ordering.Improve(_layers);
        Ports.SpreadParents(_layers.Chains, end => end.Slot.Order);
        Placement.Place(_layers);
        Overlaps.Part(_layers);
        var right = Spread();
        var boxes = _layers.Boxes.Select(slot => new PlacedBox(slot.Box!, _lefts[slot.Layer], slot.Top)).ToList();
        var bottom = boxes.Select(box => box.Bottom + (Loops(box).Any() ? LoopRoom : 0)).DefaultIfEmpty(0).Max();
        var alone = Shelves.Fill(
            _catalogue.Entities.Except(boxes.Select(box => box.Box.Entity))
                .OrderBy(entity => entity.IsView)
                .Select(entity => Write(entity, 0)),
            boxes.Count == 0 ? 0 : bottom + 40, Math.Max(right, LeastWidth));
        boxes.AddRange(alone);
        var lines = Bracket.Add(_layers.Chains.Select(Line).Concat(boxes.SelectMany(Loops)), boxes).ToList();
        return new()
        {
            Width = boxes.Select(box => box.Right)
                .Concat(lines.SelectMany(line => line.Points).Select(point => point.X))
                .DefaultIfEmpty(0)
                .Max(),
            Height = boxes.Select(box => box.Bottom)
                .Concat(lines.SelectMany(line => line.Points).Select(point => point.Y))
                .DefaultIfEmpty(0)
                .Max(),
            Boxes = boxes,
            Lines = lines,
        };
    }

    private Box Write(Entity entity, double least) => BoxWriter.Write(
        entity,
        [.. _catalogue.Relationships.Where(one => one.Child == entity.Name)],
        least,
        Ports.Room(
            _catalogue.Relationships.Count(one => one.Parent == entity.Name && one.Child != entity.Name),
            _catalogue.Relationships.Count(one => one.Child == entity.Name && !IsLeft(one.Parent, entity.Name))));

    private bool IsLeft(QualifiedName parent, QualifiedName child) =>
        _numbers.GetValueOrDefault(parent) < _numbers.GetValueOrDefault(child);

    /// <summary>Gives each layer its place from the left, with room for the verticals between them.</summary>
    private double Spread()
    {
        var at = 0.0;
        for (var layer = 0; layer < _widths.Length; layer++)
        {
            _lefts[layer] = at;
            var tracks = Tracks.Assign(_layers.Gap(layer));
            at += _widths[layer] + Margin(layer) + GapMargin + (Math.Max(0, tracks - 1) * TrackWidth);
        }

        return at;
    }

    /// <summary>From the child's row, through the gaps and lanes, to the parent's side.</summary>
    private DrawnLine Line(Chain chain)
    {
        var points = new List<Point> { new(RightOf(chain.Links[0].From.Slot), chain.Links[0].From.Y) };
        foreach (var link in chain.Links)
        {
            if (link.Track is { } track)
            {
                var x = RightOf(link.From.Slot) + Margin(link.From.Slot.Layer) + (track * TrackWidth);
                points.Add(new(x, link.From.Y));
                points.Add(new(x, link.To.Y));
            }
        }

        var last = chain.Links[^1].To;
        points.Add(new(_lefts[last.Slot.Layer], last.Y));
        if (chain.ParentLeft)
        {
            points.Reverse();
        }

        return new(chain.Relationship, points);
    }

    /// <summary>Between the boxes and the first track: room for marks, and for keys of a box to itself.</summary>
    private double Margin(int layer) => GapMargin + (LoopStep * _layers.Slots[layer].Max(slot => slot.Loops.Count));

    private double RightOf(Slot slot) => _lefts[slot.Layer] + _widths[slot.Layer];

    /// <summary>Keys that point to the same table: out at the right, round the corner, in from below.</summary>
    private IEnumerable<DrawnLine> Loops(PlacedBox box)
    {
        var rows = new List<double>();
        foreach (var one in _catalogue.Relationships
            .Where(one => one.Child == box.Box.Entity.Name && one.Parent == one.Child))
        {
            var number = rows.Count;
            rows.Add(Ports.RowOf(one, box.Box, rows));
            var side = box.Right + LoopReach + (number * LoopStep);
            var row = box.Y + rows[number];
            var below = box.Bottom + LoopRoom + (number * LoopStep);
            var foot = box.Right - 26 - (number * 16);
            yield return new(
                one, [new(box.Right, row), new(side, row), new(side, below), new(foot, below), new(foot, box.Bottom)]);
        }
    }
}

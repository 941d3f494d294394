using Underpin.Design.Drawing.Catalogue;
using Underpin.Postgres;

namespace Underpin.Design.Drawing.Layout;

/// <summary>The slots of all layers, and the lines that tie them.</summary>
internal sealed class Layers
{
    private readonly List<List<Slot>> _slots;
    private readonly Dictionary<QualifiedName, Slot> _boxes = [];

    private Layers(int count) => _slots = [.. Enumerable.Range(0, count).Select(_ => new List<Slot>())];

    public IReadOnlyList<List<Slot>> Slots => _slots;

    public List<Chain> Chains { get; } = [];

    public IEnumerable<Slot> Boxes => _boxes.Values;

    /// <summary>All links of the gap on the right of a layer.</summary>
    public IEnumerable<Link> Gap(int layer) => _slots[layer].SelectMany(slot => slot.Rights);

    public static Layers Build(
        IEnumerable<Box> boxes, IEnumerable<Relationship> relationships,
        IReadOnlyDictionary<QualifiedName, int> numbers)
    {
        var layers = new Layers(numbers.Values.DefaultIfEmpty(-1).Max() + 1);
        foreach (var box in boxes)
        {
            layers._boxes[box.Entity.Name] = layers.Add(numbers[box.Entity.Name], box);
        }

        foreach (var relationship in relationships)
        {
            layers.Tie(relationship);
        }

        return layers;
    }

    /// <summary>Puts the slots of a layer in order.</summary>
    public void Arrange(int layer, IEnumerable<Slot> order)
    {
        _slots[layer] = [.. order];
        for (var place = 0; place < _slots[layer].Count; place++)
        {
            _slots[layer][place].Order = place;
        }
    }

    private Slot Add(int layer, Box? box)
    {
        var slot = new Slot(layer, box) { Order = _slots[layer].Count };
        _slots[layer].Add(slot);
        return slot;
    }

    private void Tie(Relationship relationship)
    {
        if (!_boxes.TryGetValue(relationship.Parent, out var parent))
        {
            return;
        }

        var child = _boxes[relationship.Child];
        if (child == parent)
        {
            child.Loops.Add(Ports.RowOf(relationship, child.Box!, child.Loops));
            return;
        }

        var parentLeft = parent.Layer < child.Layer;
        var (at, right) = parentLeft ? (parent, child) : (child, parent);
        var links = new List<Link>();
        while (at.Layer + 1 < right.Layer)
        {
            var lane = Add(at.Layer + 1, box: null);
            links.Add(Link.Between(at, lane));
            at = lane;
        }

        links.Add(Link.Between(at, right));
        var chain = new Chain(relationship, links, parentLeft);
        chain.ChildEnd.Fixed = true;
        Chains.Add(chain);
    }
}

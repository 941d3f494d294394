using Underpin.Design.Drawing.Catalogue;
using Underpin.Postgres;

namespace Underpin.Design.Drawing.Layout;

/// <summary>Puts tables into layers from left to right, so that each points to tables on its left.</summary>
/// <remarks>
/// The first phase of K. Sugiyama, S. Tagawa, M. Toda: Methods for Visual Understanding of Hierarchical Systems, 1981.
/// </remarks>
internal sealed class Layering
{
    private readonly Dictionary<QualifiedName, HashSet<QualifiedName>> _lefts = [];
    private readonly Dictionary<QualifiedName, HashSet<QualifiedName>> _rights = [];
    private readonly Dictionary<QualifiedName, int> _layers = [];

    private Layering(IEnumerable<Relationship> relationships)
    {
        // An optional key is the one to be drawn backwards where keys form a circle.
        foreach (var one in relationships.Where(one => one.Child != one.Parent).OrderBy(one => one.Optional))
        {
            var (left, right) = Reaches(one.Child, one.Parent) ? (one.Child, one.Parent) : (one.Parent, one.Child);
            Beside(_rights, left).Add(right);
            Beside(_lefts, right).Add(left);
            Beside(_lefts, left);
            Beside(_rights, right);
        }
    }

    /// <summary>The layer, from 0, of every table that has a relationship with another one.</summary>
    public static IReadOnlyDictionary<QualifiedName, int> Of(IEnumerable<Relationship> relationships)
    {
        var layering = new Layering(relationships);
        foreach (var table in layering._lefts.Keys)
        {
            layering.Longest(table);
        }

        layering.Tighten();
        return layering._layers;
    }

    private static HashSet<QualifiedName> Beside(
        Dictionary<QualifiedName, HashSet<QualifiedName>> side, QualifiedName table) =>
        side.TryGetValue(table, out var others) ? others : side[table] = [];

    /// <summary>Is there a way from left to right from one table to the other?</summary>
    private bool Reaches(QualifiedName from, QualifiedName to)
    {
        var seen = new HashSet<QualifiedName> { from };
        var open = new Stack<QualifiedName>([from]);
        while (open.TryPop(out var table))
        {
            if (table == to)
            {
                return true;
            }

            foreach (var next in _rights.GetValueOrDefault(table, []).Where(seen.Add))
            {
                open.Push(next);
            }
        }

        return false;
    }

    private int Longest(QualifiedName table) =>
        _layers.TryGetValue(table, out var known)
            ? known
            : _layers[table] = _lefts[table].Select(Longest).DefaultIfEmpty(-1).Max() + 1;

    /// <summary>Moves each table towards those that it is tied to more often, as far as the arrows allow.</summary>
    private void Tighten()
    {
        for (var moved = true; moved;)
        {
            moved = false;
            foreach (var table in _layers.Keys
                .Order(Comparer<QualifiedName>.Create((a, b) => _layers[b] - _layers[a])).ToList())
            {
                var (lefts, rights) = (_lefts[table], _rights[table]);
                // Only to the right, so that it ends.
                var to = rights.Count > lefts.Count ? rights.Min(right => _layers[right]) - 1 : _layers[table];
                moved |= to > _layers[table];
                _layers[table] = Math.Max(_layers[table], to);
            }
        }
    }
}

using Underpin.Design.Folder;

namespace Underpin.Design.Histories;

/// <summary>What a fact takes from an earlier one.</summary>
/// <param name="Fact">The earlier fact.</param>
/// <param name="Takes">Pairs of a parameter and the earlier fact's parameter whose value it gets.</param>
internal sealed record Following(Fact Fact, IReadOnlyList<(string To, string From)> Takes)
{
    /// <summary>The values taken from one earlier fact; null where they contradict what is bound already.</summary>
    public Dictionary<string, string?>? From(FactCall earlier, IReadOnlyDictionary<string, string?> bound)
    {
        var taken = new Dictionary<string, string?>();
        foreach (var (to, from) in Takes)
        {
            var value = earlier.Argument(from);
            if ((bound.TryGetValue(to, out var other) || taken.TryGetValue(to, out other)) && other != value)
            {
                return null;
            }

            taken[to] = value;
        }

        return taken;
    }
}

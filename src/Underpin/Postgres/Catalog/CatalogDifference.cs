namespace Underpin.Postgres.Catalog;

/// <summary>What a statement did to the objects of a database.</summary>
internal sealed record CatalogDifference
{
    public required IReadOnlyList<CatalogEntry> Gone { get; init; }

    public required IReadOnlyList<CatalogEntry> Added { get; init; }

    public required IReadOnlyList<(CatalogEntry Before, CatalogEntry After)> Renamed { get; init; }

    public required IReadOnlyList<FactChange> Altered { get; init; }

    /// <summary>What was added and does not come and go with something else that was added.</summary>
    public IEnumerable<CatalogEntry> AddedByThemselves
    {
        get
        {
            var added = Added.Select(entry => entry.Key).ToHashSet();
            return Added.Where(entry => !entry.Owners.Any(added.Contains));
        }
    }

    public static CatalogDifference Between(CatalogSnapshot before, CatalogSnapshot after)
    {
        var kept = before.Entries.Values
            .Where(entry => after.Entries.ContainsKey(entry.Key))
            .Select(entry => (Before: entry, After: after.Entries[entry.Key]))
            .ToList();
        return new CatalogDifference
        {
            Gone = [.. before.Entries.Values.Where(entry => !after.Entries.ContainsKey(entry.Key))],
            Added = [.. after.Entries.Values.Where(entry => !before.Entries.ContainsKey(entry.Key))],
            Renamed = [.. kept.Where(pair => pair.Before.Name != pair.After.Name
                || pair.Before["schema"] != pair.After["schema"])],
            Altered =
            [
                .. from pair in kept
                   from fact in pair.After.Facts.Keys
                   where fact != "schema" && pair.Before[fact] != pair.After[fact]
                   select new FactChange(pair.Before, pair.After, fact),
            ],
        };
    }
}

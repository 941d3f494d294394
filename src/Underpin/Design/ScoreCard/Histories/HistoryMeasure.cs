using Underpin.Design.Drawing.Catalogue;

namespace Underpin.Design.ScoreCard.Histories;

/// <summary>What the scenarios' facts left in a candidate's tables.</summary>
internal sealed record HistoryMeasure
{
    // More different values than that are names, not kinds.
    private const int MostKinds = 8;

    /// <summary>Facts that the scenarios give.</summary>
    public required int Given { get; init; }

    /// <summary>One for each fact that was recorded.</summary>
    public required IReadOnlyList<FactTouch> Touches { get; init; }

    /// <summary>Arguments of the facts that were recorded.</summary>
    public required int Stated { get; init; }

    /// <summary>Values that facts stored more often than they stated them.</summary>
    public required IReadOnlyList<ValueCopies> Copies { get; init; }

    /// <summary>Rows and filled cells over all scenarios, those that the schema brings left out.</summary>
    public required IReadOnlyList<Fill> Fills { get; init; }

    /// <summary>The facts, with parameter, whose values each column was seen to take.</summary>
    public required IReadOnlyDictionary<string, IReadOnlySet<string>> Sources { get; init; }

    public required EntityCatalogue Catalogue { get; init; }

    public long Cells => Whole.Sum(fill => fill.Rows * fill.Filled.Count);

    public long Nulls => Cells - Whole.Sum(fill => fill.Filled.Sum());

    public int NullableKeys => Catalogue.Relationships.Count(one => one.Optional);

    private IEnumerable<Fill> Whole => Fills.Where(fill => fill.Kind is null);

    /// <summary>
    /// Columns that are always filled in rows of one kind and always empty in rows of another, with what tells the
    /// kinds.
    /// </summary>
    public IEnumerable<(string Column, string Kinds)> MixedColumns()
    {
        foreach (var entity in Catalogue.Entities)
        {
            for (var number = 0; number < entity.Columns.Count; number++)
            {
                var told = Kinds(entity, number).FirstOrDefault();
                if (told is not null)
                {
                    yield return ($"{entity.Name.Plain}.{entity.Columns[number].Name}", told);
                }
            }
        }
    }

    private IEnumerable<string> Kinds(Entity entity, int column)
    {
        var kinds = Fills.Where(fill => fill.Table == entity.Name && fill.Kind is not null && fill.Rows > 0)
            .GroupBy(fill => fill.Kind!.Value.Column)
            .Where(by => by.Count() <= MostKinds);
        foreach (var by in kinds)
        {
            // One row of a kind proves nothing.
            var full = by.Where(fill => fill.Rows > 1 && fill.Filled[column] == fill.Rows).ToList();
            var empty = by.Where(fill => fill.Rows > 1 && fill.Filled[column] == 0).ToList();
            if (full.Count > 0 && empty.Count > 0)
            {
                yield return $"filled where {by.Key} is {Say(full)}, empty where it is {Say(empty)}";
            }
        }
    }

    private static string Say(List<Fill> fills) =>
        string.Join(" or ", fills.Select(fill => fill.Kind!.Value.Value).Take(3)) + (fills.Count > 3 ? " …" : "");
}

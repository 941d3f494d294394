using Underpin.Design.Drawing.Catalogue;

namespace Underpin.Design.ScoreCard.Distances;

/// <summary>Compares two catalogues by the names of tables and columns, types and nullability.</summary>
internal static class DistanceMeter
{
    public static Distance Between(string from, EntityCatalogue before, string to, EntityCatalogue after)
    {
        var old = Tables(before);
        var @new = Tables(after);
        var added = @new.Values.Where(table => !old.ContainsKey(table.Name.Plain)).ToList();
        var gone = old.Values.Where(table => !@new.ContainsKey(table.Name.Plain)).ToList();
        var kept = old.Keys.Where(@new.ContainsKey).Select(name => (Old: old[name], New: @new[name])).ToList();
        var columnsAdded = kept.SelectMany(pair => Missing(pair.New, pair.Old)).ToList();
        var known = old.Values.SelectMany(table => table.Columns).Select(column => column.Name).ToHashSet();
        return new()
        {
            From = from,
            To = to,
            TablesAdded = [.. added.Select(table => table.Name.Plain)],
            TablesTakenAway = [.. gone.Select(table => table.Name.Plain)],
            ColumnsAdded = [.. columnsAdded.Select(Say)],
            ColumnsTakenAway = [.. kept.SelectMany(pair => Missing(pair.Old, pair.New)).Select(Say)],
            ColumnsAltered = [.. kept.SelectMany(pair => Altered(pair.Old, pair.New))],
            Split = [.. gone.Select(table => Split(table, added)).OfType<string>()],
            Derived =
            [
                .. added.SelectMany(table => table.Columns.Select(column => (table, column))).Concat(columnsAdded)
                    .Where(one => !known.Contains(one.Item2.Name) && one.Item2.Given is null)
                    .Select(Say),
            ],
        };
    }

    private static Dictionary<string, Entity> Tables(EntityCatalogue catalogue) =>
        catalogue.Entities.Where(entity => !entity.IsView).ToDictionary(entity => entity.Name.Plain);

    private static IEnumerable<(Entity, EntityColumn)> Missing(Entity one, Entity other) =>
        one.Columns.Where(column => other.Columns.All(same => same.Name != column.Name))
            .Select(column => (one, column));

    private static IEnumerable<string> Altered(Entity old, Entity @new) =>
        from column in old.Columns
        from same in @new.Columns
        where same.Name == column.Name && (same.Type != column.Type || same.Nullable != column.Nullable)
        select Say((old, column));

    /// <summary>The added tables that hold columns of it, keys aside.</summary>
    private static string? Split(Entity gone, List<Entity> added)
    {
        var columns = gone.Columns.Where(column => column.Given is null).Select(column => column.Name).ToHashSet();
        var heirs = added.Where(table => table.Columns.Any(column => columns.Contains(column.Name))).ToList();
        return heirs.Count < 2
            ? null
            : $"{gone.Name.Plain} into {string.Join(" + ", heirs.Select(table => table.Name.Plain))}";
    }

    private static string Say((Entity Table, EntityColumn Column) one) => $"{one.Table.Name.Plain}.{one.Column.Name}";
}

using Underpin.Design.Drawing.Catalogue;
using Underpin.Postgres;

namespace Underpin.Design.ScoreCard.Histories;

/// <summary>
/// Counts rows and filled cells of every table, in all and by each column that could tell kinds of rows apart.
/// </summary>
internal sealed class FillQuery
{
    // More different values in one scenario are names, not kinds; the server need not send them.
    private const int MostKinds = 12;

    private readonly IReadOnlyList<Entity> _tables;

    public FillQuery(EntityCatalogue catalogue)
    {
        _tables = [.. catalogue.Entities.Where(entity => !entity.IsView && entity.Columns.Count > 0)];
        var keys = catalogue.Relationships.SelectMany(one => one.ChildColumns.Select(column => (one.Child, column)))
            .ToHashSet();
        var branches = _tables.SelectMany((entity, table) => Branches(entity, table, keys)).ToList();
        Query = branches.Count == 0
            ? Sql.Constant("select 0, 0, ''::text, 0::bigint, array[]::bigint[] where false")
            : Sql.Join("\nunion all\n", branches);
    }

    public Sql Query { get; }

    /// <summary>What a row of its answer says.</summary>
    public Fill Read(Row row)
    {
        var entity = _tables[row.Get<int>(0)];
        (string, string)? kind = row.IsNull(1) ? null : (entity.Columns[row.Get<int>(1)].Name, row.Get<string>(2));
        return new(entity.Name, kind, row.Get<long>(3), row.Get<long[]>(4));
    }

    private static IEnumerable<Sql> Branches(Entity entity, int table, HashSet<(QualifiedName, string)> keys)
    {
        var filled = Sql.Join(", ", entity.Columns.Select(column => Sql.Of($"count({new Identifier(column.Name)})")));
        yield return Sql.Of(
            $"select {Number(table)}, null::int, null::text, count(*), array[{filled}] from {entity.Name}");
        for (var number = 0; number < entity.Columns.Count; number++)
        {
            var column = entity.Columns[number];
            if (CanTellKinds(entity, column) && !keys.Contains((entity.Name, column.Name)))
            {
                var name = new Identifier(column.Name);
                yield return Sql.Of($"""
                    (select {Number(table)}, {Number(number)}, {name}::text, count(*), array[{filled}]
                    from {entity.Name}
                    group by {name}
                    limit {Number(MostKinds)})
                    """);
            }
        }
    }

    private static bool CanTellKinds(Entity entity, EntityColumn column) =>
        !column.Nullable && column.Type is ("text" or "boolean")
        && !entity.Rules.Any(rule => rule.IsWholeKey && rule.Columns is [var only] && only == column.Name);

    private static Sql Number(int number) =>
        Sql.Constant(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

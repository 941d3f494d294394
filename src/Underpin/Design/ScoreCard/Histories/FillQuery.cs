using Npgsql;
using Underpin.Design.Drawing.Catalogue;
using Underpin.Postgres;

namespace Underpin.Design.ScoreCard.Histories;

/// <summary>Counts rows and filled cells of every table, in all and by each column that could tell kinds of rows apart.</summary>
internal sealed class FillQuery
{
    // More different values in one scenario are names, not kinds; the server need not send them.
    private const int MostKinds = 12;

    private readonly IReadOnlyList<Entity> _tables;
    private readonly Sql _query;

    public FillQuery(EntityCatalogue catalogue)
    {
        _tables = [.. catalogue.Entities.Where(entity => !entity.IsView && entity.Columns.Count > 0)];
        var keys = catalogue.Relationships.SelectMany(one => one.ChildColumns.Select(column => (one.Child, column))).ToHashSet();
        var branches = _tables.SelectMany((entity, table) => Branches(entity, table, keys)).ToList();
        _query = branches.Count == 0
            ? Sql.Constant("select 0, 0, ''::text, 0::bigint, array[]::bigint[] where false")
            : Sql.Join("\nunion all\n", branches);
    }

    public NpgsqlBatchCommand Command() => new(_query.Text);

    public async Task<IReadOnlyList<Fill>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var fills = new List<Fill>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var entity = _tables[reader.GetInt32(0)];
            (string, string)? kind = reader.IsDBNull(1) ? null : (entity.Columns[reader.GetInt32(1)].Name, reader.GetString(2));
            fills.Add(new(entity.Name, kind, reader.GetInt64(3), reader.GetFieldValue<long[]>(4)));
        }

        return fills;
    }

    private static IEnumerable<Sql> Branches(Entity entity, int table, HashSet<(QualifiedName, string)> keys)
    {
        var filled = Sql.Join(", ", entity.Columns.Select(column => Sql.Of($"count({new Identifier(column.Name)})")));
        yield return Sql.Of($"select {Number(table)}, null::int, null::text, count(*), array[{filled}] from {entity.Name}");
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

    private static Sql Number(int number) => Sql.Constant(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

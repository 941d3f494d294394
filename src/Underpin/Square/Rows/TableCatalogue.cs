using Underpin.Postgres;

namespace Underpin.Square.Rows;

/// <summary>Reads the user's tables from the server's catalogue; those of schema <c>underpin</c> are ours.</summary>
internal static class TableCatalogue
{
    private static readonly Sql[] _questions =
    [
        .. new[] { "columns.sql", "unique-keys.sql", "foreign-keys.sql" }
            .Select(file => EmbeddedSql.Beside(typeof(TableCatalogue), file)),
    ];

    public static async Task<IReadOnlyList<HeldTable>> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        var (columns, keys, references) = await AskAsync(session, cancellationToken);
        var restless = await RestlessAsync(
            session, [.. columns.Select(column => column.Default).OfType<Sql>()], cancellationToken);
        return
        [
            .. columns.GroupBy(column => column.Table).Select(table => new HeldTable
            {
                Name = table.Key,
                Columns = [.. table.Select(column => new HeldColumn(
                    column.Name, column.NotNull, column.Made
                        || (column.Default is { } sql && restless.Contains(sql))))],
                UniqueKeys = [.. keys.Where(key => key.Table == table.Key).Select(key => key.Columns)],
                ForeignKeys = [.. references.Where(key => key.Table == table.Key).Select(key => key.Key)],
            }),
        ];
    }

    private static async Task<(List<Column> Columns, List<(QualifiedName Table, string[] Columns)> Keys,
        List<(QualifiedName Table, ForeignKey Key)> References)> AskAsync(
            Session session, CancellationToken cancellationToken)
    {
        await using var results = await session.QueryAsync(_questions, cancellationToken);
        var columns = await results.ListAsync(
            row => new Column(
                Table(row, 0), row.Get<string>(2), row.Get<bool>(3), row.Get<bool>(4),
                row.IsNull(5) ? null : Sql.FromUser(row.Get<string>(5))),
            cancellationToken);
        var keys = await results.ListAsync(row => (Table(row, 0), row.Get<string[]>(2)), cancellationToken);
        var references = await results.ListAsync(
            row => (Table(row, 0), new ForeignKey(row.Get<string[]>(2), Table(row, 3), row.Get<string[]>(5))),
            cancellationToken);
        return (columns, keys, references);
    }

    /// <summary>The defaults that are another each time: asked twice, not read.</summary>
    private static async Task<HashSet<Sql>> RestlessAsync(
        Session session, IReadOnlyList<Sql> defaults, CancellationToken cancellationToken)
    {
        if (defaults.Count == 0)
        {
            return [];
        }

        var once = await ValuesAsync(session, defaults, cancellationToken);
        var again = await ValuesAsync(session, defaults, cancellationToken);
        return [.. defaults.Where((_, place) => once[place] != again[place])];
    }

    private static Task<string?[]> ValuesAsync(
        Session session, IReadOnlyList<Sql> expressions, CancellationToken cancellationToken)
    {
        var list = Sql.Join(", ", expressions.Select(expression => Sql.Of($"({expression})::text")));
        return session.ScalarAsync<string?[]>(Sql.Of($"select array[{list}]::text[]"), cancellationToken);
    }

    private static QualifiedName Table(Row row, int at) => new(row.Get<string>(at), row.Get<string>(at + 1));

    private sealed record Column(QualifiedName Table, string Name, bool NotNull, bool Made, Sql? Default);
}

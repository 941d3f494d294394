using Npgsql;
using Underpin.Postgres;

namespace Underpin.Square.Rows;

/// <summary>Reads the user's tables from the server's catalogue; those of schema <c>underpin</c> are ours.</summary>
internal static class TableCatalogue
{
    public static async Task<IReadOnlyList<HeldTable>> ReadAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var file in new[] { "columns.sql", "unique-keys.sql", "foreign-keys.sql" })
        {
            batch.BatchCommands.Add(new(EmbeddedSql.Beside(typeof(TableCatalogue), file).Text));
        }

        var columns = new List<(QualifiedName Table, string Name, bool NotNull, bool Made, Sql? Default)>();
        var keys = new List<(QualifiedName Table, string[] Columns)>();
        var references = new List<(QualifiedName Table, ForeignKey Key)>();
        await using (var reader = await batch.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                columns.Add((Table(reader, 0), reader.GetString(2), reader.GetBoolean(3), reader.GetBoolean(4),
                    reader.IsDBNull(5) ? null : Sql.FromUser(reader.GetString(5))));
            }

            await reader.NextResultAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                keys.Add((Table(reader, 0), reader.GetFieldValue<string[]>(2)));
            }

            await reader.NextResultAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                references.Add((Table(reader, 0), new(
                    reader.GetFieldValue<string[]>(2), Table(reader, 3), reader.GetFieldValue<string[]>(5))));
            }
        }

        var restless = await RestlessAsync(connection, [.. columns.Select(column => column.Default).OfType<Sql>()], cancellationToken);
        return
        [
            .. columns.GroupBy(column => column.Table).Select(table => new HeldTable
            {
                Name = table.Key,
                Columns = [.. table.Select(column => new HeldColumn(
                    column.Name, column.NotNull, column.Made || (column.Default is { } sql && restless.Contains(sql))))],
                UniqueKeys = [.. keys.Where(key => key.Table == table.Key).Select(key => key.Columns)],
                ForeignKeys = [.. references.Where(key => key.Table == table.Key).Select(key => key.Key)],
            }),
        ];
    }

    /// <summary>The defaults that are another each time: asked twice, not read.</summary>
    private static async Task<HashSet<Sql>> RestlessAsync(
        NpgsqlConnection connection, IReadOnlyList<Sql> defaults, CancellationToken cancellationToken)
    {
        if (defaults.Count == 0)
        {
            return [];
        }

        var once = await ValuesAsync(connection, defaults, cancellationToken);
        var again = await ValuesAsync(connection, defaults, cancellationToken);
        return [.. defaults.Where((_, place) => once[place] != again[place])];
    }

    private static async Task<string?[]> ValuesAsync(
        NpgsqlConnection connection, IReadOnlyList<Sql> expressions, CancellationToken cancellationToken)
    {
        var list = Sql.Join(", ", expressions.Select(expression => Sql.Of($"({expression})::text")));
        await using var command = new NpgsqlCommand(Sql.Of($"select array[{list}]::text[]").Text, connection);
        return (string?[])(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static QualifiedName Table(NpgsqlDataReader reader, int at) => new(reader.GetString(at), reader.GetString(at + 1));
}

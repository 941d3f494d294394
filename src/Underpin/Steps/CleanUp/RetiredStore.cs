using Npgsql;
using Underpin.Postgres;

namespace Underpin.Steps.CleanUp;

/// <summary>Table <c>underpin.retired</c>.</summary>
internal sealed class RetiredStore(Database database)
{
    public async Task<IReadOnlyList<Retired>> ReadAsync(string change, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            select column_name, set_aside, not_null, reads_then, writes_then, archive, sha256, rows
            from underpin.retired
            where change = $1
            order by column_name
            """, connection)
        {
            Parameters = { new() { Value = change } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var columns = new List<Retired>();
        while (await reader.ReadAsync(cancellationToken))
        {
            columns.Add(new Retired
            {
                Column = reader.GetString(0),
                SetAside = reader.GetString(1),
                NotNull = reader.GetBoolean(2),
                ReadsThen = reader.GetInt64(3),
                WritesThen = reader.GetInt64(4),
                Archive = reader.IsDBNull(5) ? null : reader.GetString(5),
                Sha256 = reader.IsDBNull(6) ? null : reader.GetString(6),
                Rows = reader.IsDBNull(7) ? null : reader.GetInt64(7),
            });
        }

        return columns;
    }

    public static async Task AddAsync(
        NpgsqlConnection connection, string change, Retired column, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into underpin.retired (change, column_name, set_aside, not_null, reads_then, writes_then)
            values ($1, $2, $3, $4, $5, $6)
            -- A going back that was killed may have left its row.
            on conflict (change, column_name) do update
            set set_aside = excluded.set_aside, not_null = retired.not_null or excluded.not_null,
                reads_then = excluded.reads_then, writes_then = excluded.writes_then, set_aside_at = clock_timestamp()
            """, connection)
        {
            Parameters =
            {
                new() { Value = change },
                new() { Value = column.Column },
                new() { Value = column.SetAside },
                new() { Value = column.NotNull },
                new() { Value = column.ReadsThen },
                new() { Value = column.WritesThen },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task RemoveAsync(NpgsqlConnection connection, string change, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("delete from underpin.retired where change = $1", connection)
        {
            Parameters = { new() { Value = change } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task ArchivedAsync(string change, ArchiveFile file, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            update underpin.retired
            set archive = $2, sha256 = $3, rows = $4, archived_at = clock_timestamp()
            where change = $1
            """, connection)
        {
            Parameters =
            {
                new() { Value = change },
                new() { Value = file.Path },
                new() { Value = file.Sha256 },
                new() { Value = file.Rows },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task DroppedAsync(
        NpgsqlConnection connection, string change, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "update underpin.retired set dropped_at = clock_timestamp() where change = $1", connection)
        {
            Parameters = { new() { Value = change } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

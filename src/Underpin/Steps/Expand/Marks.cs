using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Underpin.Steps.Lint;

namespace Underpin.Steps.Expand;

/// <summary>The marks of a change's statements: table <c>underpin.statement</c>.</summary>
internal static class Marks
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    /// <summary>In order; none where Underpin is not installed.</summary>
    public static async Task<IReadOnlyList<Mark>> ReadAsync(
        NpgsqlConnection connection, string change, CancellationToken cancellationToken)
    {
        await using (var installed = new NpgsqlCommand("select to_regclass('underpin.statement') is not null", connection))
        {
            if (!(bool)(await installed.ExecuteScalarAsync(cancellationToken))!)
            {
                return [];
            }
        }

        await using var command = new NpgsqlCommand(
            "select ordinal, added::text, done_at is not null from underpin.statement where change = $1 order by ordinal",
            connection)
        {
            Parameters = { new() { Value = change } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var marks = new List<Mark>();
        while (await reader.ReadAsync(cancellationToken))
        {
            marks.Add(new(
                reader.GetInt32(0), JsonSerializer.Deserialize<List<AddedObject>>(reader.GetString(1), _json)!,
                reader.GetBoolean(2)));
        }

        return marks;
    }

    /// <summary>
    /// Marks a statement, in the caller's transaction. One that is being marked by the server process of a killed run is
    /// waited for: it either commits, and then there is nothing left to do, or it is rolled back.
    /// </summary>
    /// <returns>False where the mark was there already.</returns>
    public static async Task<bool> SetAsync(
        NpgsqlConnection connection, string change, LintedStatement statement, bool done,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into underpin.statement (change, ordinal, text, added, done_at)
            values ($1, $2, $3, $4, case when $5 then clock_timestamp() end)
            on conflict do nothing
            """, connection)
        {
            Parameters =
            {
                new() { Value = change },
                new() { Value = statement.Statement.Ordinal },
                new() { Value = statement.Statement.Text },
                new() { Value = JsonSerializer.Serialize(statement.Added, _json), NpgsqlDbType = NpgsqlDbType.Jsonb },
                new() { Value = done },
            },
        };
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public static async Task FinishAsync(
        NpgsqlConnection connection, string change, int ordinal, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "update underpin.statement set done_at = clock_timestamp() where change = $1 and ordinal = $2", connection)
        {
            Parameters = { new() { Value = change }, new() { Value = ordinal } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task ClearAsync(
        NpgsqlConnection connection, string change, int ordinal, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "delete from underpin.statement where change = $1 and ordinal = $2", connection)
        {
            Parameters = { new() { Value = change }, new() { Value = ordinal } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Underpin.Postgres;

namespace Underpin.Changes.Journals;

/// <summary>The append-only record of what operators did.</summary>
internal sealed class Journal(Database database)
{
    /// <summary>The person at the keyboard, as far as the machine knows.</summary>
    private static string Who => $"{Environment.UserName}@{Environment.MachineName}";

    public async Task WriteAsync(Entry entry, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await WriteAsync(connection, entry, cancellationToken);
    }

    /// <summary>Writes in the caller's transaction, so that a step and its entry are one.</summary>
    public static async Task WriteAsync(NpgsqlConnection connection, Entry entry, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into underpin.journal (change, command, who, outcome, plan_version, because, evidence)
            values ($1, $2, $3 || ' as ' || session_user, $4, $5, $6, $7)
            """, connection)
        {
            Parameters =
            {
                new() { Value = (object?)entry.Change ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = entry.Command },
                new() { Value = Who },
                new() { Value = entry.Outcome },
                new() { Value = (object?)entry.PlanVersion ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
                new() { Value = (object?)entry.Because ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = JsonSerializer.Serialize(entry.Evidence), NpgsqlDbType = NpgsqlDbType.Jsonb },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The newest entries, oldest first.</summary>
    public async Task<IReadOnlyList<Entry>> ReadAsync(string? change, int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            select change, command, who, outcome, plan_version, because, evidence::text, at
            from (select * from underpin.journal where $1::text is null or change = $1 order by id desc limit $2) j
            order by id
            """, connection)
        {
            Parameters =
            {
                new() { Value = (object?)change ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = most },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<Entry>();
        while (await reader.ReadAsync(cancellationToken))
        {
            entries.Add(new Entry
            {
                Change = reader.IsDBNull(0) ? null : reader.GetString(0),
                Command = reader.GetString(1),
                Who = reader.GetString(2),
                Outcome = reader.GetString(3),
                PlanVersion = reader.IsDBNull(4) ? null : reader.GetInt64(4),
                Because = reader.IsDBNull(5) ? null : reader.GetString(5),
                Evidence = JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(6))!,
                At = reader.GetFieldValue<DateTimeOffset>(7),
            });
        }

        return entries;
    }
}

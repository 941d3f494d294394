using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Underpin.Changes.Folder;
using Underpin.Postgres;

namespace Underpin.Changes.Plans;

/// <summary>The changes that a database knows, each with its folder as it was when the change began.</summary>
internal sealed class ChangeStore(Database database)
{
    /// <summary>Begins a change, or joins it where it has begun with the very same folder.</summary>
    /// <exception cref="UnderpinException">The folder was edited since the change began.</exception>
    public async Task<Plan> BeginAsync(ChangeFolder folder, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var insert = new NpgsqlCommand(
            """
            insert into underpin.change (name, source_table, source_key, folder_hash, folder)
            values ($1, $2, $3, $4, $5)
            on conflict (name) do nothing
            """, connection)
        {
            Parameters =
            {
                new() { Value = folder.Name },
                new() { Value = folder.Source.Table.ToString() },
                new() { Value = folder.Source.Key.Name },
                new() { Value = folder.Hash },
                new() { Value = JsonSerializer.Serialize(folder.Files), NpgsqlDbType = NpgsqlDbType.Jsonb },
            },
        })
        {
            if (await insert.ExecuteNonQueryAsync(cancellationToken) == 1)
            {
                await PlanRow.InsertAsync(
                    connection, new Plan { Change = folder.Name, Version = 1 }, cancellationToken);
            }
        }

        await RefuseEditedAsync(connection, folder, cancellationToken);
        var plan = await PlanRow.CurrentAsync(connection, folder.Name, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return plan;
    }

    /// <summary>Forgets a change that was taken all the way back, so that an edited folder can begin anew.</summary>
    /// <remarks>
    /// The versions of its plans go on counting: an instance that still holds an old one must never find it valid
    /// again. So the change stays, in stage <c>begun</c>, and takes the folder as it is now.
    /// </remarks>
    public async Task TakeFolderAsync(ChangeFolder folder, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var update = new NpgsqlCommand(
            """
            update underpin.change
            set source_table = $2, source_key = $3, folder_hash = $4, folder = $5
            where name = $1
            """, connection)
        {
            Parameters =
            {
                new() { Value = folder.Name },
                new() { Value = folder.Source.Table.ToString() },
                new() { Value = folder.Source.Key.Name },
                new() { Value = folder.Hash },
                new() { Value = JsonSerializer.Serialize(folder.Files), NpgsqlDbType = NpgsqlDbType.Jsonb },
            },
        };
        await update.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The plan of a change that must have begun, with this very folder.</summary>
    public async Task<Plan> RequireAsync(ChangeFolder folder, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var plan = await PlanRow.CurrentAsync(connection, folder.Name, cancellationToken);
        if (plan.Version == 0)
        {
            throw new UnderpinException(
                "change.unknown", $"The change {folder.Name} has not begun in database \"{connection.Database}\".",
                $"Begin it with `underpin expand {folder.Name}`.");
        }

        await RefuseEditedAsync(connection, folder, cancellationToken);
        return plan;
    }

    /// <summary>Every change that has begun here, by name.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select name from underpin.change order by begun_at", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var names = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static async Task RefuseEditedAsync(
        NpgsqlConnection connection, ChangeFolder folder, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select folder_hash, folder::text from underpin.change where name = $1", connection)
        {
            Parameters = { new() { Value = folder.Name } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        if (reader.GetString(0) == folder.Hash)
        {
            return;
        }

        var begun = JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(1))!;
        var differing = begun.Keys.Union(folder.Files.Keys)
            .Where(file => begun.GetValueOrDefault(file) != folder.Files.GetValueOrDefault(file))
            .Order();
        throw new UnderpinException(
            "change.edited",
            $"The folder of {folder.Name} differs from the change that has begun: {string.Join(", ", differing)}.",
            $"Use the folder as it was, or go back with `underpin back {folder.Name}` until the change is only begun, "
            + "and expand again.")
        {
            ExitCode = ExitCode.Usage,
        };
    }
}

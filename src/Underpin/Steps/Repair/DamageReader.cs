using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Underpin.Mappings;
using Underpin.Postgres;
using Underpin.Steps.Verify;

namespace Underpin.Steps.Repair;

/// <summary>Gathers what the newest verify found and what contained failures left behind.</summary>
internal sealed class DamageReader(Database database, ChangeMapping mapping, int batchSize)
{
    public async Task<Damage> ReadAsync(string change, Direction direction, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var verify = await NewestVerifyAsync(connection, change, direction, cancellationToken);
        var ranges = verify is { } run ? await FoundAsync(connection, run, cancellationToken) : [];
        var failures = await new WriteFailures(database).UnresolvedAsync(change, direction, cancellationToken);
        var known = await SourceKeysAsync(connection, failures.Values, cancellationToken);
        var keys = failures.Values.SelectMany(key => known[key]).ToList();
        var gone = failures.Values.Where(key => !known[key].Any()).Distinct().ToList();
        if (gone.Count > 0 && direction == Direction.Forward)
        {
            // Which source keys these rows had, nobody knows any more: but what is left of them belongs to none.
            keys.AddRange(await new Orphans(connection, mapping).KeysAsync(cancellationToken));
        }

        return new Damage
        {
            Verify = verify,
            Ranges = [.. ranges.Concat(keys.Select(KeyRange.Only)).Distinct()],
            Failures = [.. failures.Keys],
            Gone = gone,
        };
    }

    private static async Task<long?> NewestVerifyAsync(
        NpgsqlConnection connection, string change, Direction direction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select max(id) from underpin.run
            where change = $1 and kind = 'verify' and direction = $2 and finished_at is not null
            """, connection)
        {
            Parameters =
            {
                new() { Value = change },
                new() { Value = direction.ToString().ToLowerInvariant() },
            },
        };
        return await command.ExecuteScalarAsync(cancellationToken) as long?;
    }

    /// <summary>Key by key where every discrepancy has its source key; else the ranges that they are in, in batches.</summary>
    private async Task<List<KeyRange>> FoundAsync(
        NpgsqlConnection connection, long verify, CancellationToken cancellationToken)
    {
        var keys = new List<long>();
        await using (var command = new NpgsqlCommand(
            """
            select distinct source_key,
                count(*) over () = (select coalesce(sum(found), 0) from underpin.batch where run = $1)
            from underpin.discrepancy
            where run = $1 and class <> 'inexpressible' and repaired_at is null
            """, connection)
        {
            Parameters = { new() { Value = verify } },
        })
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var byKey = true;
            while (await reader.ReadAsync(cancellationToken))
            {
                byKey &= !reader.IsDBNull(0) && reader.GetBoolean(1);
                keys.Add(byKey ? reader.GetInt64(0) : 0);
            }

            if (byKey)
            {
                return [.. keys.Order().Select(KeyRange.Only)];
            }
        }

        var ranges = new List<KeyRange>();
        foreach (var range in await DifferingAsync(connection, verify, cancellationToken))
        {
            ranges.AddRange(await SplitAsync(connection, range, cancellationToken));
        }

        return ranges;
    }

    private static async Task<List<KeyRange>> DifferingAsync(
        NpgsqlConnection connection, long verify, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select after, up_to from underpin.batch where run = $1 and found > 0 order by ordinal", connection)
        {
            Parameters = { new() { Value = verify } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ranges = new List<KeyRange>();
        while (await reader.ReadAsync(cancellationToken))
        {
            ranges.Add(new(
                reader.IsDBNull(0) ? null : reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetInt64(1)));
        }

        return ranges;
    }

    private async Task<List<KeyRange>> SplitAsync(
        NpgsqlConnection connection, KeyRange range, CancellationToken cancellationToken)
    {
        var command = range.Command(mapping.SourceSql.Boundaries(range));
        command.Parameters.Add(new() { Value = batchSize, NpgsqlDbType = NpgsqlDbType.Integer });
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { command } };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var ranges = new List<KeyRange>();
        var after = range.After;
        while (await reader.ReadAsync(cancellationToken))
        {
            var end = reader.GetInt64(0);
            ranges.Add(new(after, end));
            after = end;
        }

        return [.. ranges, range with { After = after }];
    }

    /// <summary>The source keys of the rows that the application calls by these keys.</summary>
    private async Task<ILookup<string, long>> SourceKeysAsync(
        NpgsqlConnection connection, IEnumerable<string> entities, CancellationToken cancellationToken)
    {
        var wanted = entities.Distinct().ToArray();
        var source = mapping.Source;
        if (source.Entity == source.Key)
        {
            // Also where the row is gone: then nothing may be left of it.
            return wanted
                .Select(text => (text, key: long.TryParse(text, CultureInfo.InvariantCulture, out var key) ? key : (long?)null))
                .Where(pair => pair.key is not null)
                .ToLookup(pair => pair.text, pair => pair.key!.Value);
        }

        await using var command = new NpgsqlCommand(
            Sql.Of($"""
            select {source.Entity}::text, {source.Key}::bigint
            from {source.Table}
            where {source.Entity}::text = any ($1)
            """).Text, connection)
        {
            Parameters = { new() { Value = wanted } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<(string Entity, long Key)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add((reader.GetString(0), reader.GetInt64(1)));
        }

        return found.ToLookup(pair => pair.Entity, pair => pair.Key);
    }
}

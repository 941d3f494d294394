using Npgsql;
using Underpin.Mappings;
using Underpin.Postgres;

namespace Underpin.Steps.Repair;

/// <summary>Rows of owned targets that belong to a source row which is not there.</summary>
internal sealed class Orphans(NpgsqlConnection connection, ChangeMapping mapping)
{
    /// <summary>The source keys that they belonged to.</summary>
    public async Task<IReadOnlyList<long>> KeysAsync(CancellationToken cancellationToken)
    {
        var source = mapping.Source;
        var keys = new SortedSet<long>();
        foreach (var target in mapping.Targets.Select(target => target.Target))
        {
            if (target.Owner is not { } owner)
            {
                continue;
            }

            await using var command = new NpgsqlCommand(
                Sql.Of($"""
                select distinct held.{owner}::bigint
                from {target.Table} as held
                where held.{owner} is not null
                  and not exists (select from {source.Table} as source where source.{source.Key} = held.{owner})
                """).Text, connection);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                keys.Add(reader.GetInt64(0));
            }
        }

        return [.. keys];
    }
}

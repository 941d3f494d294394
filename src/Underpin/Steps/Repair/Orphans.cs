using Underpin.Mappings;
using Underpin.Postgres;

namespace Underpin.Steps.Repair;

/// <summary>Rows of owned targets that belong to a source row which is not there.</summary>
internal sealed class Orphans(Session session, ChangeMapping mapping)
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

            keys.UnionWith(await session.QueryAsync(
                Sql.Of($"""
                select distinct held.{owner}::bigint
                from {target.Table} as held
                where held.{owner} is not null
                  and not exists (select from {source.Table} as source where source.{source.Key} = held.{owner})
                """),
                row => row.Get<long>(0), cancellationToken));
        }

        return [.. keys];
    }
}

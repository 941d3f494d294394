using Npgsql;
using NpgsqlTypes;

namespace Underpin.Live.Plans;

/// <summary>What an instance tells when it renews its lease.</summary>
/// <param name="Instance">Who.</param>
/// <param name="Lease">For how long.</param>
/// <param name="Changes">What it can say of each change.</param>
internal sealed record Renewal(InstanceName Instance, TimeSpan Lease, IReadOnlyList<Acknowledgement> Changes)
{
    public NpgsqlBatchCommand Command() => new(
        """
        insert into underpin.instance
            (id, change, application, host, process, plan_version, lease_until, old_used_at)
        select $1, a.change, $2, $3, $4, a.version, clock_timestamp() + $5, clock_timestamp() - a.old_used_ago
        from unnest($6, $7, $8) as a (change, version, old_used_ago)
        on conflict (id, change) do update
        set plan_version = excluded.plan_version,
            lease_until = excluded.lease_until,
            old_used_at = excluded.old_used_at
        """)
    {
        Parameters =
        {
            new() { Value = Instance.Id },
            new() { Value = Instance.Application },
            new() { Value = Instance.Host },
            new() { Value = Instance.Process },
            new() { Value = Lease },
            new() { Value = Changes.Select(change => change.Change).ToArray() },
            new() { Value = Changes.Select(change => change.Version).ToArray() },
            new()
            {
                Value = Changes.Select(change => change.OldUsedAgo).ToArray(),
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Interval,
            },
        },
    };
}

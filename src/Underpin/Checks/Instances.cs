using Npgsql;
using Underpin.Changes.Plans;
using Underpin.Postgres;

namespace Underpin.Checks;

/// <summary>What the running instances of the application say of themselves in <c>underpin.instance</c>.</summary>
internal sealed class Instances(Database database, TimeProvider time)
{
    /// <summary>How long to wait for an acknowledgement: an instance that is silent for longer loses its lease.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Waits until every live instance has acknowledged the plan in force, or patience ends.</summary>
    public async Task<Check> AcknowledgedAsync(Plan plan, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var check = await LookAsync(plan, cancellationToken);
            var hopeless = check.Found == NobodyIsLive || check.Found.Contains(Ignorant, StringComparison.Ordinal);
            if (check.Holds || hopeless || time.GetElapsedTime(started) > Patience)
            {
                return check;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken);
        }
    }

    private const string NobodyIsLive = "no live instance";

    // It was built without the change, or has not registered it: it will not learn it by waiting.
    private const string Ignorant = "does not know the change";

    /// <summary>As things are now, without waiting.</summary>
    public async Task<Check> LookAsync(Plan plan, CancellationToken cancellationToken)
    {
        const string Asks = "every live instance of the application has acknowledged the plan";
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            with live as (
                select id, application || ' on ' || host || ', process ' || process as name,
                    max(plan_version) filter (where change = $1) as version
                from underpin.instance
                where lease_until > clock_timestamp()
                group by id, application, host, process
            )
            select count(*), count(*) filter (where version >= $2),
                string_agg(name || case when version is null then ' does not know the change'
                                        else ' is at plan ' || version end, '; ' order by name)
                    filter (where version is null or version < $2)
            from live
            """, connection)
        {
            Parameters = { new() { Value = plan.Change }, new() { Value = plan.Version } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var live = reader.GetInt64(0);
        var acknowledged = reader.GetInt64(1);
        return live == 0
            ? new(Asks, false, NobodyIsLive)
            : new(Asks, acknowledged == live, live == acknowledged
                ? $"{live} of {live} at plan {plan.Version}"
                : $"{acknowledged} of {live} at plan {plan.Version}: {reader.GetString(2)}");
    }

    /// <summary>Has any instance used the old schema after this moment?</summary>
    public async Task<Check> OldIsUnusedAsync(Plan plan, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            select application || ' on ' || host || ', process ' || process, old_used_at
            from underpin.instance
            where change = $1 and old_used_at > $2
            order by old_used_at desc
            limit 1
            """, connection)
        {
            Parameters = { new() { Value = plan.Change }, new() { Value = since.UtcDateTime } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        const string Asks = "no instance has used the old schema since it was stopped";
        return await reader.ReadAsync(cancellationToken)
            ? new(Asks, false, $"{reader.GetString(0)} used it at {reader.GetFieldValue<DateTimeOffset>(1):u}")
            : new(Asks, true, $"none since {since:u}");
    }
}

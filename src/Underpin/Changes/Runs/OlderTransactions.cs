using Npgsql;
using Underpin.Changes.Plans;
using Underpin.Postgres;

namespace Underpin.Changes.Runs;

/// <summary>Transactions that began before a plan came into force, and may still act on the one before it.</summary>
internal sealed class OlderTransactions(Database database, TimeProvider time)
{
    /// <summary>How long to wait for them before naming who holds things up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Waits until every one of them has ended.</summary>
    /// <exception cref="UnderpinException">One of them is still open.</exception>
    public async Task WaitAsync(Plan plan, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var started = time.GetTimestamp();
        while (!await HaveEndedAsync(connection, plan, cancellationToken))
        {
            if (time.GetElapsedTime(started) > Patience)
            {
                var who = await WhoAsync(connection, plan, cancellationToken);
                throw new UnderpinException(
                    "populate.older-transaction",
                    $"A transaction is open since before plan {plan.Version} of {plan.Change}, and may not write both "
                    + $"schemas: {who ?? "its session is not shown to this role"}.",
                    "Wait until it has ended, or end it, and run the same command again. Nothing was written.")
                {
                    ExitCode = ExitCode.LockNotHad,
                };
            }

            progress?.Report(new(0, null, "rows", "waiting for older transactions to end"));
            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken);
        }
    }

    private static async Task<bool> HaveEndedAsync(
        NpgsqlConnection connection, Plan plan, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select pg_snapshot_xmin(pg_current_snapshot()) > $1::text::xid8", connection)
        {
            Parameters = { new() { Value = $"{plan.MadeIn}" } },
        };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<string?> WhoAsync(
        NpgsqlConnection connection, Plan plan, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select string_agg(who, '; ')
            from (
                select format('process %s (%s, %s, open for %s)', pid,
                    coalesce(nullif(application_name, ''), 'unnamed'), state,
                    date_trunc('second', clock_timestamp() - xact_start)) as who
                from pg_stat_activity
                where pid <> pg_backend_pid() and age(backend_xid) > age($1::text::xid8::xid)
                union all
                select format('prepared transaction %s of %s', gid, owner)
                from pg_prepared_xacts
                where age(transaction) > age($1::text::xid8::xid)
            ) as holder
            """, connection)
        {
            Parameters = { new() { Value = $"{plan.MadeIn}" } },
        };
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }
}

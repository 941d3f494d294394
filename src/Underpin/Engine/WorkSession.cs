using Npgsql;
using Underpin.Postgres;

namespace Underpin.Engine;

/// <summary>Opens sessions that work beside an application without ever being in its way for long.</summary>
internal static class WorkSession
{
    /// <summary>
    /// A session whose lock timeout is shorter than the server's deadlock timeout: whoever else is in a deadlock with
    /// it, the application is never the victim.
    /// </summary>
    public static async Task<Session> OpenAsync(
        Database database, string purpose, CancellationToken cancellationToken, TimeSpan? longestRest = null)
    {
        var connection = await database.OpenAsync(cancellationToken);
        await using var settings = new NpgsqlCommand(
            """
            select set_config('application_name', left($1, 63), false),
                set_config('lock_timeout', least(300, current_setting_ms.deadlock_timeout / 2)::text, false),
                set_config('statement_timeout', '10min', false),
                set_config('idle_in_transaction_session_timeout', $2, false),
                set_config('work_mem', greatest(65536, current_setting_ms.work_mem)::text, false),
                set_config('jit', 'off', false)
            from (
                select max(setting::integer) filter (where name = 'deadlock_timeout') as deadlock_timeout,
                    max(setting::integer) filter (where name = 'work_mem') as work_mem
                from pg_settings
                where name in ('deadlock_timeout', 'work_mem')
            ) as current_setting_ms
            """, connection)
        {
            Parameters =
            {
                new() { Value = purpose },
                new() { Value = $"{(longestRest ?? TimeSpan.FromSeconds(30)).TotalMilliseconds:0}ms" },
            },
        };
        try
        {
            await settings.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}

using System.Globalization;
using Npgsql;

namespace Underpin.Postgres;

/// <summary>
/// What the server is told of a session before its first statement: who it is, and how long it may wait, run and idle.
/// Every setting of every session is made here and nowhere else; what is null stays as the server or the role has it.
/// </summary>
internal sealed record SessionSettings
{
    private const int LongestName = 63;

    /// <summary>What it is for; the server shows it beside the session, as <c>application_name</c>.</summary>
    public string? Purpose { get; init; }

    /// <summary>How long a statement may wait for a lock; zero: for ever.</summary>
    public TimeSpan? LockTimeout { get; init; }

    /// <summary>How long a statement may run; zero: for ever.</summary>
    public TimeSpan? StatementTimeout { get; init; }

    /// <summary>How long a transaction may wait for our next statement; zero: for ever.</summary>
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>Where names without a schema are looked for, as <c>current_setting</c> writes it.</summary>
    public string? SearchPath { get; init; }

    /// <summary>
    /// The session works on rows that an application uses. Its lock timeout is shorter than the server's deadlock
    /// timeout: whoever else is in a deadlock with it, the application is never the victim.
    /// </summary>
    public bool BesideApplication { get; init; }

    /// <summary>For work on ranges beside an application, without ever being in its way for long.</summary>
    public static SessionSettings ForWork(string purpose) => new()
    {
        Purpose = purpose,
        StatementTimeout = TimeSpan.FromMinutes(10),
        IdleTimeout = TimeSpan.FromSeconds(30),
        BesideApplication = true,
    };

    /// <summary>Sets them until the session ends.</summary>
    public Sql ForSession => Set(untilCommit: false);

    /// <summary>Sets them until the transaction ends.</summary>
    public Sql ForTransaction => Set(untilCommit: true);

    /// <summary>What every session carries from the start, sent with the connection; a reset returns to it.</summary>
    public static NpgsqlConnectionStringBuilder AtStart(string connectionString, string purpose) =>
        new(connectionString)
        {
            ApplicationName = Cut(purpose),
            Timezone = "UTC",
            // Whose row was refused is what an operator has to know; their terminal is no log.
            IncludeErrorDetail = true,
            // Timeouts are the server's: a long statement is no failure, and one that is given up must really end.
            CommandTimeout = 0,
            // Our sessions set timeouts and take session locks: a reset between uses is wanted.
            NoResetOnClose = false,
        };

    private Sql Set(bool untilCommit) => Sql.Of($"""
        select set_config(wanted.name, wanted.value, $1)
        from (
            select max(setting::integer) filter (where name = 'deadlock_timeout') as deadlock_timeout,
                max(setting::integer) filter (where name = 'work_mem') as work_mem
            from pg_settings
            where $2 and name in ('deadlock_timeout', 'work_mem')
        ) as present
        cross join lateral (
            values
                ('application_name', $3),
                ('lock_timeout', case when $2 then least(300, present.deadlock_timeout / 2)::text else $4 end),
                ('statement_timeout', $5),
                ('idle_in_transaction_session_timeout', $6),
                ('search_path', $7),
                ('work_mem', case when $2 then greatest(65536, present.work_mem)::text end),
                ('jit', case when $2 then 'off' end)
        ) as wanted (name, value)
        where wanted.value is not null
        """).With(
            untilCommit, BesideApplication, Purpose is null ? null : Cut(Purpose),
            Milliseconds(LockTimeout), Milliseconds(StatementTimeout), Milliseconds(IdleTimeout),
            SearchPath);

    /// <summary>The server cuts longer names, with a warning.</summary>
    private static string Cut(string purpose) => purpose.Length > LongestName ? purpose[..LongestName] : purpose;

    /// <summary>At least one, but for zero: to the server a zero means no limit.</summary>
    private static string? Milliseconds(TimeSpan? time) => time is not { } limit ? null
        : limit == TimeSpan.Zero ? "0"
        : Math.Max(1, Math.Ceiling(limit.TotalMilliseconds)).ToString("0", CultureInfo.InvariantCulture);
}

using System.Globalization;
using Npgsql;

namespace Underpin.Postgres.Scratch;

/// <summary>
/// An empty database of our own. It is dropped when this is disposed; what a killed run left behind is dropped by the
/// next one.
/// </summary>
internal sealed class ScratchDatabase : IAsyncDisposable
{
    private const string Prefix = "underpin_scratch_";
    private static readonly TimeSpan _cleanUp = TimeSpan.FromSeconds(20);
    private static int _number;

    private readonly Database _home;
    private readonly Identifier _name;

    private ScratchDatabase(Database home, Identifier name)
    {
        _home = home;
        _name = name;
    }

    /// <summary>How to connect to it, without pooling; with the password.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_home.ConnectionString)
    {
        Database = _name.Name,
        Pooling = false,
    }.ConnectionString;

    /// <summary>Creates one on the server of a database.</summary>
    public static async Task<ScratchDatabase> CreateAsync(Database home, CancellationToken cancellationToken)
    {
        await using var session = await home.SessionAsync(cancellationToken);
        await SweepAsync(session, cancellationToken);
        var moment = await session.ScalarAsync<string>(
            Sql.Of($"""
                select to_char(clock_timestamp() at time zone 'UTC', 'YYYYMMDDHH24MISS') || '_' || pg_backend_pid()
                """),
            cancellationToken);
        var number = Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture);
        var name = new Identifier($"{Prefix}{moment}_{number}");
        try
        {
            // template0: what a site keeps in template1 is no part of what is tried.
            await session.ExecuteAsync(Sql.Of($"create database {name} template template0"), cancellationToken);
            return new(home, name);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new UnderpinException(
                "scratch.permission",
                $"A scratch database is needed, but this role may not create databases: {exception.MessageText}.",
                "Grant it (`alter role … createdb`), or have it made on another server with --scratch CONNECTION; "
                + "`underpin local start` gives you one.", exception);
        }
        catch
        {
            // The server may have made it before it heard that its client gave up.
            await new ScratchDatabase(home, name).DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // A caller who gave up is no reason to leave a database behind.
        using var limit = new CancellationTokenSource(_cleanUp);
        await using var session = await _home.SessionAsync(limit.Token);
        await DropAsync(session, _name, limit.Token);
    }

    /// <summary>Databases that nobody uses any more: named as ours, ten minutes old, without a session.</summary>
    private static async Task SweepAsync(Session session, CancellationToken cancellationToken)
    {
        var unused = Sql.Of($$"""
            select d.datname
            from pg_database d
            where d.datname ~ ('^' || $1 || '\d{14}_\d+_\d+$')
              and to_timestamp(substr(d.datname, length($1) + 1, 14) || '+00', 'YYYYMMDDHH24MISSTZH')
                  < clock_timestamp() - interval '10 minutes'
              and pg_has_role(d.datdba, 'member')
              and not exists (select from pg_stat_activity a where a.datname = d.datname)
            """).With(Prefix);
        foreach (var name in await session.QueryAsync(
            unused, row => new Identifier(row.Get<string>(0)), cancellationToken))
        {
            await DropAsync(session, name, cancellationToken);
        }
    }

    private static async Task DropAsync(Session session, Identifier name, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await session.ExecuteAsync(Sql.Of($"drop database if exists {name} with (force)"), cancellationToken);
                return;
            }
            catch (PostgresException exception)
                when (exception.SqlState == PostgresErrorCodes.QueryCanceled && attempt < 5)
            {
                // A cancel is of a session, and not of a statement: one that was meant for what the session did before
                // may arrive now.
                // https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS
            }
        }
    }
}

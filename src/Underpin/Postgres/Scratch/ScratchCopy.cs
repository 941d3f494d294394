using System.Globalization;
using Npgsql;

namespace Underpin.Postgres.Scratch;

/// <summary>
/// A database of our own that holds the schema of the live one and no rows: what is tried here touches nobody.
/// It is dropped when this is disposed; what a killed run left behind is dropped by the next one.
/// </summary>
internal sealed class ScratchCopy : IAsyncDisposable
{
    private const string Prefix = "underpin_scratch_";
    private static int _number;

    private readonly Database _home;
    private readonly bool _ownsHome;
    private readonly Identifier _name;

    private ScratchCopy(Database home, bool ownsHome, Identifier name)
    {
        _home = home;
        _ownsHome = ownsHome;
        _name = name;
        Database = new Database(
            new NpgsqlConnectionStringBuilder(home.ConnectionString)
            {
                Database = name.Name,
                Pooling = false,
                // There are no rows whose values could be told.
                IncludeErrorDetail = true,
            }.ConnectionString, "underpin scratch");
    }

    /// <summary>Where the copy is.</summary>
    public Database Database { get; }

    /// <summary>Copies the schema of the live database, which is only read.</summary>
    /// <param name="live">The database whose schema is copied.</param>
    /// <param name="scratchServer">A database of another server, on which the copy is to be made; null: on the same one.</param>
    public static async Task<ScratchCopy> OfAsync(
        Database live, string? scratchServer, CancellationToken cancellationToken)
    {
        var (dump, psql) = await SchemaDump.OfAsync(live, cancellationToken);
        var home = scratchServer is null ? live : new Database(scratchServer, "underpin scratch");
        var scratch = new ScratchCopy(home, ownsHome: scratchServer is not null, await CreateAsync(home, cancellationToken));
        try
        {
            await scratch.RestoreAsync(dump, psql, cancellationToken);
            return scratch;
        }
        catch
        {
            await scratch.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        // A caller who gave up is no reason to leave a database behind.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using (var connection = await _home.OpenAsync(limit.Token))
        {
            await DropAsync(connection, _name, limit.Token);
        }

        if (_ownsHome)
        {
            await _home.DisposeAsync();
        }
    }

    private static async Task<Identifier> CreateAsync(Database home, CancellationToken cancellationToken)
    {
        await using var connection = await home.OpenAsync(cancellationToken);
        await SweepAsync(connection, cancellationToken);
        await using var now = new NpgsqlCommand(
            "select to_char(clock_timestamp() at time zone 'UTC', 'YYYYMMDDHH24MISS') || '_' || pg_backend_pid()", connection);
        var moment = (string)(await now.ExecuteScalarAsync(cancellationToken))!;
        var number = Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture);
        var name = new Identifier($"{Prefix}{moment}_{number}");
        try
        {
            // template0: what a site keeps in template1 is in the dump already.
            await using var create = new NpgsqlCommand(Sql.Of($"create database {name} template template0").Text, connection);
            await create.ExecuteNonQueryAsync(cancellationToken);
            return name;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new UnderpinException(
                "scratch.permission",
                $"A scratch copy of the schema is needed, but this role may not create databases: {exception.MessageText}.",
                "Grant it (`alter role … createdb`), or have the copy made on another server with --scratch CONNECTION; "
                + "`underpin local start` gives you one.", exception);
        }
    }

    /// <summary>Copies that nobody uses any more: named as ours, ten minutes old, without a session.</summary>
    private static async Task SweepAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var find = new NpgsqlCommand(
            """
            select d.datname
            from pg_database d
            where d.datname ~ ('^' || $1 || '\d{14}_\d+_\d+$')
              and to_timestamp(substr(d.datname, length($1) + 1, 14) || '+00', 'YYYYMMDDHH24MISSTZH')
                  < clock_timestamp() - interval '10 minutes'
              and pg_has_role(d.datdba, 'member')
              and not exists (select from pg_stat_activity a where a.datname = d.datname)
            """, connection)
        {
            Parameters = { new() { Value = Prefix } },
        };
        var names = new List<Identifier>();
        await using (var reader = await find.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                names.Add(new(reader.GetString(0)));
            }
        }

        foreach (var name in names)
        {
            await DropAsync(connection, name, cancellationToken);
        }
    }

    private static async Task DropAsync(NpgsqlConnection connection, Identifier name, CancellationToken cancellationToken)
    {
        await using var drop = new NpgsqlCommand(Sql.Of($"drop database if exists {name} with (force)").Text, connection);
        await drop.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task RestoreAsync(string dump, string psql, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string?>(ClientEnvironment.For(Database.ConnectionString))
        {
            // A copy that a crash may lose: no wait for the disk after each statement.
            ["PGOPTIONS"] = "-c synchronous_commit=off -c client_min_messages=warning",
        };
        var run = await ClientRun.OfAsync(
            psql, ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", "-"], environment, dump, cancellationToken);
        if (run.ExitCode != 0)
        {
            throw new UnderpinException(
                "scratch.restore", $"The schema could not be copied into a scratch database: {run.Errors.Trim()}",
                "The role must be able to create everything the schema holds, extensions and roles that policies name "
                + "included; --scratch CONNECTION makes the copy on another server, as a superuser for instance.");
        }
    }
}

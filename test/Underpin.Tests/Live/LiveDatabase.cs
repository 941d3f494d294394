using System.Reflection;
using Npgsql;
using Underpin.Changes.Installation;
using Underpin.Engine;
using Underpin.Postgres;

namespace Underpin.Tests.Live;

/// <summary>A database with schema underpin, two schemas of courses, and a role that may do no more than it must.</summary>
internal sealed class LiveDatabase : IAsyncDisposable
{
    public const string Change = "golf";

    private LiveDatabase(string owner)
    {
        Owner = NpgsqlDataSource.Create(owner);
        Application = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(owner)
        {
            Username = "live_app",
            MaxPoolSize = 40,
        });
    }

    /// <summary>The operator's.</summary>
    public NpgsqlDataSource Owner { get; }

    /// <summary>The application's: no DDL, no superuser.</summary>
    public NpgsqlDataSource Application { get; }

    public static async Task<LiveDatabase> CreateAsync(bool installed = true)
    {
        var database = new LiveDatabase(await (installed ? TestServer.NewInstalledDatabaseAsync() : TestServer.NewDatabaseAsync()));
        await database.ExecuteAsync(
            """
            do $$ begin create role live_app login; exception when duplicate_object or unique_violation then null; end $$;
            """ + Script("tables.sql"));
        if (installed)
        {
            await database.InstallAsync();
        }

        return database;
    }

    public async Task InstallAsync()
    {
        await using var database = new Database(Owner.ConnectionString, "underpin tests");
        var installer = new Installer(database);
        await installer.InstallAsync(TestContext.Current.CancellationToken);
        await installer.GrantAsync(new Identifier("live_app"), TestContext.Current.CancellationToken);
        await ExecuteAsync(
            """
            insert into underpin.change (name, source_table, source_key, folder_hash, folder)
            values ('golf', 'public.old_course', 'id', '', '{}')
            """);
    }

    public async Task ExecuteAsync(string sql, params object[] parameters)
    {
        await using var command = Owner.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public async Task<T> ScalarAsync<T>(string sql, params object[] parameters)
    {
        await using var command = Owner.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>Puts a plan in force as the operator's tool does: under the fence, held exclusively.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="alongside">Run in the same transaction, once the fence is held.</param>
    /// <param name="locksTable">False: without the half of the fence that REPEATABLE READ transactions stand behind.</param>
    public async Task<long> PlanAsync(TestPlan plan, string alongside = "", bool locksTable = true)
    {
        await using var connection = await Owner.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var fence = new NpgsqlCommand(
            $"""
            {(locksTable ? "lock table underpin.fence in exclusive mode;" : "")}
            select pg_advisory_xact_lock(underpin.fence_key('golf'));
            {alongside}
            """,
            connection))
        {
            await fence.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await using var insert = new NpgsqlCommand(
            """
            insert into underpin.plan (change, version, stage, write_percent, write_users, write_groups,
                                       read_percent, read_users, read_groups, shadow_percent, lead)
            select 'golf', coalesce(max(version), 0) + 1, $1, $2, $3, $4, $5, $6, $7, $8, $9
            from underpin.plan where change = 'golf'
            returning version, pg_notify('underpin_plan', 'golf')
            """,
            connection);
        foreach (var value in plan.Values())
        {
            insert.Parameters.Add(new() { Value = value });
        }

        var version = (long)(await insert.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        return version;
    }

    public async ValueTask DisposeAsync()
    {
        await Application.DisposeAsync();
        await Owner.DisposeAsync();
    }

    private static string Script(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Underpin.Tests.Live.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

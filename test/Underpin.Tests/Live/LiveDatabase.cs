using System.Reflection;
using Npgsql;
using Underpin.Changes.Folder;
using Underpin.Changes.Installation;
using Underpin.Changes.Plans;
using Underpin.Postgres;

namespace Underpin.Tests.Live;

/// <summary>
/// A database with schema underpin, two schemas of courses, and a role that may do no more than it must.
/// </summary>
internal sealed class LiveDatabase : IAsyncDisposable
{
    public const string Change = "golf";

    private static readonly ChangeFolder _folder = new()
    {
        Path = "",
        Name = Change,
        Source = new(new("public", "old_course"), new("id")),
        Targets = [],
        Retires = [],
        Evidence = new(),
        Expand = new("expand.sql", ""),
        Back = new("back.sql", ""),
        Files = new Dictionary<string, string>(),
        Hash = "",
    };

    private readonly Database _operator;

    private LiveDatabase(string owner)
    {
        _operator = new Database(owner, "underpin tests");
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

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<LiveDatabase> CreateAsync(bool installed = true)
    {
        var database = new LiveDatabase(
            await (installed ? TestServer.NewInstalledDatabaseAsync() : TestServer.NewDatabaseAsync()));
        await database.ExecuteAsync(
            """
            do $$ begin
                create role live_app login;
            exception when duplicate_object or unique_violation then
                null;
            end $$;
            """ + Script("tables.sql"));
        if (installed)
        {
            await database.InstallAsync();
        }

        return database;
    }

    public async Task InstallAsync()
    {
        var installer = new Installer(_operator);
        await installer.InstallAsync(Token);
        await installer.GrantAsync(new Identifier("live_app"), Token);
    }

    public async Task ExecuteAsync(string sql, params object[] parameters)
    {
        await using var command = Owner.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        await command.ExecuteNonQueryAsync(Token);
    }

    public async Task<T> ScalarAsync<T>(string sql, params object[] parameters)
    {
        await using var command = Owner.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        return (T)(await command.ExecuteScalarAsync(Token))!;
    }

    /// <summary>The product's own way to move a plan.</summary>
    /// <param name="tableLock">In place of the table lock that it takes; its own where left out.</param>
    public PlanStore Plans(Sql? tableLock = null) => tableLock is null
        ? new(_operator, TimeProvider.System)
        : new(_operator, TimeProvider.System) { TableLock = tableLock };

    /// <summary>Puts a plan in force as the operator's tool does, and with its code.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="alongside">Run in the same transaction, once the fence is held.</param>
    /// <param name="plans">What moves it; the product's own where left out.</param>
    /// <returns>Its version.</returns>
    public async Task<long> PlanAsync(TestPlan plan, string? alongside = null, PlanStore? plans = null)
    {
        plans ??= Plans();
        var from = await plans.CurrentAsync(Change, Token);
        if (from.Version == 0)
        {
            from = await new ChangeStore(_operator).BeginAsync(_folder, Token);
        }

        var moved = await plans.MoveAsync(
            from,
            plan.After(from),
            alongside is null ? null : (session, ct) => RunAsync(session, Sql.FromUser(alongside), ct),
            Token);
        return moved!.Version;
    }

    public async ValueTask DisposeAsync()
    {
        await Application.DisposeAsync();
        await Owner.DisposeAsync();
        await _operator.DisposeAsync();
    }

    private static Task<int> RunAsync(Session session, Sql sql, CancellationToken cancellationToken) =>
        session.ExecuteAsync(sql, cancellationToken);

    private static string Script(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Underpin.Tests.Live.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

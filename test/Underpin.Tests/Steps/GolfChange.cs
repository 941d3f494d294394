using Npgsql;
using Underpin.Changes.Folder;
using Underpin.Changes.Plans;
using Underpin.Postgres;
using Underpin.Steps;
using Underpin.Steps.Expand;
using Underpin.Steps.Read;
using Underpin.Steps.Write;
using Underpin.Tests.Shape;

namespace Underpin.Tests.Steps;

/// <summary>The golf courses' change in a database of its own, as far along as a test wants it.</summary>
internal sealed class GolfChange : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;

    private GolfChange(string connectionString)
    {
        ConnectionString = connectionString;
        Database = new Database(connectionString, "test");
        _source = NpgsqlDataSource.Create(connectionString);
        Folder = ChangeFolderReader.Read(FolderPath);
    }

    public static string FolderPath => Path.Combine(
        Repository.Root, "apps", "Golf", "database", "changes", "golf-course-architects");

    public string ConnectionString { get; }

    public Database Database { get; }

    public ChangeFolder Folder { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Expanded by the step itself, so that it can be taken back.</summary>
    public static async Task<GolfChange> NewAsync(int courses = 50)
    {
        var golf = await InstalledAsync(courses);
        var result = await new ExpandStep(golf.Database, TimeProvider.System).RunAsync(
            golf.Folder, new ExpandOptions(), new StepCall("underpin expand"), null, Cancellation);
        Assert.True(result.ExitCode == ExitCode.Done, string.Join('\n', result.Lint?.Findings ?? []));
        return golf;
    }

    /// <summary>Begun and expanded by hand, which is quicker, with no instance of the application.</summary>
    public static async Task<GolfChange> ExpandedAsync(int courses = 50)
    {
        var golf = await InstalledAsync(courses);
        var plan = await new ChangeStore(golf.Database).BeginAsync(golf.Folder, Cancellation);
        await golf.RunAsync(golf.Folder.Expand.Text);
        await golf.MoveAsync(plan, plan with { Stage = Stage.Expanded });
        return golf;
    }

    /// <summary>The new schema answers every read and leads, with all the evidence for cleaning up.</summary>
    public static async Task<GolfChange> InChargeAsync()
    {
        var golf = await ExpandedAsync();
        var plan = await golf.PlanAsync();
        await golf.MoveAsync(plan, plan with
        {
            Write = new() { Percent = 100 },
            Read = new() { Percent = 100 },
            Lead = Lead.New,
        });
        await golf.AcknowledgeAsync();
        await golf.RunAsync(
            """
            insert into underpin.run (change, kind, direction, rehearsal, plan_version, batch_size, finished_at)
            select change, 'verify', 'reverse', false, version, 1000, clock_timestamp() from underpin.current_plan
            """);
        return golf;
    }

    /// <summary>The same database in new sessions: what the earlier ones did is in the server's statistics.</summary>
    public async Task<GolfChange> ReopenedAsync()
    {
        await DisposeAsync();
        var golf = new GolfChange(ConnectionString);
        await Eventually.HoldsAsync(() => golf.AskAsync<bool>(
            """
            select not exists (
                select from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend')
            """));
        return golf;
    }

    /// <summary>Schema underpin and the old schema, with nothing begun.</summary>
    public static async Task<GolfChange> InstalledAsync(int courses)
    {
        var golf = new GolfChange(await TestServer.NewInstalledDatabaseAsync());
        var schema = Path.Combine(Repository.Root, "apps", "Golf", "database", "schema.sql");
        await golf.RunAsync(await File.ReadAllTextAsync(schema, Cancellation));
        await golf.RunAsync(
            $"""
            insert into golf_courses (name, architect_1, architect_2)
            select 'Course ' || i, 'Architect ' || i % 7, case when i % 3 = 0 then 'Architect ' || i % 5 end
            from generate_series(1, {courses}) i
            """);
        return golf;
    }

    public Task<Plan> PlanAsync() => new ChangeStore(Database).RequireAsync(Folder, Cancellation);

    public async Task<Plan> MoveAsync(Plan from, Plan to) =>
        (await new PlanStore(Database, TimeProvider.System).MoveAsync(from, to, null, Cancellation))!;

    /// <summary>An instance that has acknowledged the plan in force; call again after the plan moved.</summary>
    public Task AcknowledgeAsync() => RunAsync(
        """
        insert into underpin.instance (id, change, application, host, process, plan_version, lease_until)
        select '00000000-0000-0000-0000-000000000001', change, 'golf', 'here', 1, version,
            clock_timestamp() + interval '1 hour'
        from underpin.current_plan
        on conflict (id, change) do update set plan_version = excluded.plan_version
        """);

    /// <summary>Acknowledges every plan as soon as it is made, until it is disposed.</summary>
    public Listener Listen() => new(this);

    public async Task RunAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    public async Task<StepResult> WriteAsync(double percent, Force? force = null) =>
        await new WriteStep(Database, TimeProvider.System).RunAsync(
            Folder, new WriteRequest { Percent = percent }, new StepCall($"underpin write {percent}%", force),
            Cancellation);

    public async Task<StepResult> ReadAsync(ReadRequest request, Force? force = null) =>
        await new ReadStep(Database, TimeProvider.System).RunAsync(
            Folder, request, new StepCall("underpin read", force), Cancellation);

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await Database.DisposeAsync();
    }

    internal sealed class Listener(GolfChange golf) : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private Task? _loop;

        public async Task<Listener> StartAsync()
        {
            await golf.AcknowledgeAsync();
            _loop = LoopAsync();
            return this;
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _loop!;
            _stop.Dispose();
        }

        private async Task LoopAsync()
        {
            while (!_stop.IsCancellationRequested)
            {
                await golf.AcknowledgeAsync();
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }
}

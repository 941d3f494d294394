using Npgsql;
using Underpin.Design.Check;
using Underpin.Design.Folder;
using Underpin.Design.Testing;
using Underpin.Postgres;
using Underpin.Postgres.Scripts;
using Underpin.Tests.Shape;

namespace Underpin.Tests.Design.EarlyCareers;

/// <summary>
/// The early careers candidate that the application is built on, with its scenarios, on the test server.
/// </summary>
internal sealed class SeparatePeriods : IAsyncDisposable
{
    public const string Folder = "apps/EarlyCareers/database/model";
    private readonly Database _home;

    private SeparatePeriods(Database home) => _home = home;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public required CheckedModel Checked { get; init; }

    public ModelFolder Model => Checked.Model;

    public Candidate Candidate => Model.Candidates[0];

    /// <summary>A database with the candidate's schema in it, to be copied.</summary>
    public required string Template { get; init; }

    public static async Task<SeparatePeriods> CreateAsync()
    {
        var home = new Database(await TestServer.NewDatabaseAsync(), "test");
        await using var databases = new CandidateDatabases(home);
        var reading = ModelFolderReader.Read(Path.Combine(Repository.Root, Folder))
            .Only(["separate-periods"], _ => true);
        var model = await new DesignCheck(home, databases).RunAsync(reading, Stop);
        Assert.Equal([], model.Problems.Select(problem => problem.ToString()));
        return new(home)
        {
            Checked = model,
            Template = await WithSchemaAsync(model.Model.Candidates[0]),
        };
    }

    /// <summary>A database of its own, with the candidate's schema in it.</summary>
    public async Task<Database> CopyAsync() => Open(await TestServer.NewDatabaseAsync(Template));

    /// <summary>What each scenario comes to on the candidate as it is.</summary>
    public async Task<IReadOnlyList<Cell>> CellsAsync()
    {
        await using var databases = new CandidateDatabases(_home);
        await databases.PrepareAsync(Model.Candidates, Stop);
        var run = await new ScenarioTest(databases, TimeProvider.System).RunAsync(Model, Checked.Expected, null, Stop);
        return run.Cells;
    }

    /// <summary>
    /// A database of its own, with another form of the schema in it; null where the server does not take it.
    /// </summary>
    public static async Task<Database?> WithAsync(Candidate candidate)
    {
        try
        {
            return Open(await ConnectionToAsync(candidate));
        }
        catch (StatementException)
        {
            return null;
        }
    }

    /// <summary>The first scenario that tells this candidate from what it should be; null: none does.</summary>
    public async Task<string?> CatchAsync(
        NpgsqlConnection connection, Candidate candidate, IEnumerable<Scenario> scenarios)
    {
        var catalog = await CandidateCatalog.ReadAsync(new Session(connection), Stop);
        var runner = new ScenarioRunner(candidate, catalog, new Session(connection), Checked.Expected);
        foreach (var scenario in scenarios)
        {
            if ((await runner.RunAsync(scenario, Stop)).Misses.Count > 0)
            {
                return scenario.Title;
            }
        }

        return null;
    }

    public ValueTask DisposeAsync() => _home.DisposeAsync();

    private static async Task<string> WithSchemaAsync(Candidate candidate) =>
        new NpgsqlConnectionStringBuilder(await ConnectionToAsync(candidate)).Database!;

    private static async Task<string> ConnectionToAsync(Candidate candidate)
    {
        var connectionString = await TestServer.NewDatabaseAsync();
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Stop);
        foreach (var statement in candidate.Schema.Statements)
        {
            await StatementRun.OfAsync(new Session(connection), statement, candidate.Schema.Text, [], Stop);
        }

        return connectionString;
    }

    private static Database Open(string connectionString) => new(
        new NpgsqlConnectionStringBuilder(connectionString)
        {
            Options = "-c datestyle=iso,ymd -c synchronous_commit=off -c client_min_messages=warning -c "
                + "deadlock_timeout=50ms",
        }.ConnectionString, "test");
}

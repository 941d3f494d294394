using Npgsql;
using Underpin.Design.Folder;
using Underpin.Postgres;
using Underpin.Postgres.Scratch;
using Underpin.Postgres.Scripts;

namespace Underpin.Design.Testing;

/// <summary>A scratch database made by a candidate's <c>schema.sql</c>; dropped when this is disposed.</summary>
internal sealed class CandidateDatabase : IAsyncDisposable
{
    private readonly ScratchDatabase _scratch;

    private CandidateDatabase(Candidate candidate, ScratchDatabase scratch, Database database)
    {
        Candidate = candidate;
        _scratch = scratch;
        Database = database;
    }

    public Candidate Candidate { get; }

    /// <summary>Opens pooled sessions with ISO dates, in UTC.</summary>
    public Database Database { get; }

    /// <summary>What there is to know of the schema when a scenario is run.</summary>
    public required CandidateCatalog Catalog { get; init; }

    /// <summary>Creates the database on the server of another one, and runs the schema in it.</summary>
    /// <exception cref="StatementException">The server refused a statement of the schema.</exception>
    public static async Task<CandidateDatabase> CreateAsync(
        Database home, Candidate candidate, CancellationToken cancellationToken)
    {
        var scratch = await ScratchDatabase.CreateAsync(home, cancellationToken);
        var settings = Settings(scratch);
        var database = new Database(settings.ConnectionString, $"underpin design {candidate.Name}");
        var catalog = CandidateCatalog.Empty;
        try
        {
            await RunSchemaAsync(settings.ConnectionString, candidate, cancellationToken);
            await using var session = await database.SessionAsync(cancellationToken);
            catalog = await CandidateCatalog.ReadAsync(session, cancellationToken);
        }
        catch
        {
            await database.DisposeAsync();
            await scratch.DisposeAsync();
            throw;
        }

        return new(candidate, scratch, database) { Catalog = catalog };
    }

    /// <summary>Records facts and asks questions in the open transaction of a session in this database.</summary>
    public Recorder Recorder(Session session) => new(session, Candidate, Catalog);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await _scratch.DisposeAsync();
    }

    // In a session of its own, for what it sets ends with it: a pooled one would carry some of that on.
    private static async Task RunSchemaAsync(
        string connectionString, Candidate candidate, CancellationToken cancellationToken)
    {
        var alone = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, MinPoolSize = 0 };
        await using var database = new Database(alone.ConnectionString, $"underpin design {candidate.Name}");
        await using var session = await database.SessionAsync(cancellationToken);
        foreach (var statement in candidate.Schema.Statements)
        {
            await StatementRun.OfAsync(session, statement, candidate.Schema.Text, [], cancellationToken);
        }

        await SearchPath.KeepAsync(session, cancellationToken);
    }

    private static NpgsqlConnectionStringBuilder Settings(ScratchDatabase scratch) => new(scratch.ConnectionString)
    {
        Pooling = true,
        // The schema's own, which is kept in the database; what a connection asks for would win over it.
        SearchPath = null,
        // Another run sweeps databases that nobody is connected to.
        MinPoolSize = 1,
        // The same blocks run for every scenario.
        MaxAutoPrepare = 1000,
        AutoPrepareMinUsages = 2,
        // Which of the statements that were sent together was refused.
        IncludeFailedBatchedCommand = true,
        // Values are written in ISO style and compared as the server prints them; a crash may lose everything.
        Options = "-c datestyle=iso,ymd -c intervalstyle=postgres -c synchronous_commit=off "
            + "-c client_min_messages=warning",
    };
}

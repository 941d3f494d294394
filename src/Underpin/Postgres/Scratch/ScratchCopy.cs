using Npgsql;

namespace Underpin.Postgres.Scratch;

/// <summary>
/// A scratch database that holds the schema of the live one and no rows: what is tried here touches nobody.
/// </summary>
internal sealed class ScratchCopy : IAsyncDisposable
{
    private readonly Database? _otherServer;
    private readonly ScratchDatabase _scratch;

    private ScratchCopy(ScratchDatabase scratch, Database? otherServer)
    {
        _scratch = scratch;
        _otherServer = otherServer;
        Database = new Database(
            new NpgsqlConnectionStringBuilder(scratch.ConnectionString)
            {
                // There are no rows whose values could be told.
                IncludeErrorDetail = true,
            }.ConnectionString, "underpin scratch");
    }

    /// <summary>Where the copy is.</summary>
    public Database Database { get; }

    /// <summary>Copies the schema of the live database, which is only read.</summary>
    /// <param name="live">The database whose schema is copied.</param>
    /// <param name="scratchServer">
    /// A database of another server, on which the copy is to be made; null: on the same one.
    /// </param>
    public static async Task<ScratchCopy> OfAsync(
        Database live, string? scratchServer, CancellationToken cancellationToken)
    {
        var (dump, psql) = await SchemaDump.OfAsync(live, cancellationToken);
        var other = scratchServer is null ? null : new Database(scratchServer, "underpin scratch");
        var scratch = new ScratchCopy(await ScratchDatabase.CreateAsync(other ?? live, cancellationToken), other);
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
        await _scratch.DisposeAsync();
        if (_otherServer is not null)
        {
            await _otherServer.DisposeAsync();
        }
    }

    private async Task RestoreAsync(string dump, string psql, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string?>(ClientEnvironment.For(Database.ConnectionString))
        {
            // A copy that a crash may lose: no wait for the disk after each statement.
            ["PGOPTIONS"] = "-c synchronous_commit=off -c client_min_messages=warning",
        };
        var run = await ClientResult.OfAsync(
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

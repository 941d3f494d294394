using Npgsql;

namespace Underpin.Postgres;

/// <summary>The database that a command works on: opens sessions that carry a name and timeouts.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;

    public Database(string connectionString, string purpose)
    {
        var settings = SessionSettings.AtStart(connectionString, purpose);
        ConnectionString = settings.ConnectionString;
        _source = NpgsqlDataSource.Create(settings);
    }

    /// <summary>With its password; never for a log.</summary>
    public string ConnectionString { get; }

    /// <summary>Opens a session; its errors are told in the user's words.</summary>
    public async Task<Session> SessionAsync(CancellationToken cancellationToken) =>
        new(await OpenAsync(cancellationToken));

    /// <summary>Opens a session with settings of its own.</summary>
    public async Task<Session> SessionAsync(SessionSettings settings, CancellationToken cancellationToken)
    {
        var session = await SessionAsync(cancellationToken);
        try
        {
            await session.SetAsync(settings, cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a connection, for what only the driver can.</summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _source.OpenConnectionAsync(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            throw ConnectionFailure.Describe(exception, new NpgsqlConnectionStringBuilder(ConnectionString));
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}

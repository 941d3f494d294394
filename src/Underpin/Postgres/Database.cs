using Npgsql;

namespace Underpin.Postgres;

/// <summary>
/// The database that a command works on: opens sessions that carry a name and timeouts set on the server.
/// </summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;

    public Database(string connectionString, string purpose)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = purpose.Length > 63 ? purpose[..63] : purpose,
            Timezone = "UTC",
            // Whose row was refused is what an operator has to know; their terminal is no log.
            IncludeErrorDetail = true,
            // Timeouts are the server's: a long statement is no failure, and one that is given up must really end.
            CommandTimeout = 0,
            // Our sessions set timeouts and take session locks: a reset between uses is wanted.
            NoResetOnClose = false,
        };
        ConnectionString = settings.ConnectionString;
        _source = NpgsqlDataSource.Create(settings);
    }

    /// <summary>With its password; never for a log.</summary>
    public string ConnectionString { get; }

    /// <summary>Opens a session; its errors are told in the user's words.</summary>
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

    /// <summary>Opens a session; its errors are told in the user's words.</summary>
    public async Task<Session> SessionAsync(CancellationToken cancellationToken) =>
        new(await OpenAsync(cancellationToken));

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}

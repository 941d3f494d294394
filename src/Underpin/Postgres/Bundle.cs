using Npgsql;

namespace Underpin.Postgres;

/// <summary>
/// Statements that are sent together; it is known of each how far it came, also where one was refused.
/// </summary>
internal sealed class Bundle : IAsyncDisposable
{
    private readonly NpgsqlBatch _batch;

    internal Bundle(NpgsqlConnection connection, IEnumerable<Sql> statements)
    {
        _batch = new(connection);
        foreach (var sql in statements)
        {
            var command = new NpgsqlBatchCommand(sql.Text);
            foreach (var parameter in sql.Parameters)
            {
                command.Parameters.Add(parameter.ForNpgsql());
            }

            _batch.BatchCommands.Add(command);
        }
    }

    public Task ExecuteAsync(CancellationToken cancellationToken) => _batch.ExecuteNonQueryAsync(cancellationToken);

    public async Task<Results> QueryAsync(CancellationToken cancellationToken) =>
        new(await _batch.ExecuteReaderAsync(cancellationToken));

    /// <summary>How many rows a statement wrote or gave; statements count from 0.</summary>
    public long Rows(int statement) => (long)_batch.BatchCommands[statement].Rows;

    /// <summary>
    /// The statement that was refused, where the connection asks the server's error for it; else the first.
    /// </summary>
    public int Refused(PostgresException exception) =>
        exception.BatchCommand is NpgsqlBatchCommand failed ? _batch.BatchCommands.IndexOf(failed) : 0;

    public ValueTask DisposeAsync() => _batch.DisposeAsync();
}

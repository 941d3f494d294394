using Npgsql;

namespace Underpin.Postgres;

/// <summary>What several statements sent together gave, one result after the other; those that give no rows have none.</summary>
internal sealed class Results : IAsyncDisposable
{
    private readonly NpgsqlBatch _batch;
    private readonly NpgsqlDataReader _reader;
    private bool _begun;

    private Results(NpgsqlBatch batch, NpgsqlDataReader reader)
    {
        _batch = batch;
        _reader = reader;
    }

    /// <summary>The only row of the next result.</summary>
    public async Task<T> OneAsync<T>(Func<Row, T> read, CancellationToken cancellationToken)
    {
        await NextAsync(cancellationToken);
        return await _reader.ReadAsync(cancellationToken)
            ? read(new(_reader))
            : throw new InvalidOperationException("A statement of a batch gave no row where it always gives one.");
    }

    /// <summary>Every row of the next result.</summary>
    public async Task<List<T>> ListAsync<T>(Func<Row, T> read, CancellationToken cancellationToken)
    {
        await NextAsync(cancellationToken);
        var rows = new List<T>();
        while (await _reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(new(_reader)));
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        await _batch.DisposeAsync();
    }

    internal static async Task<Results> OfAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            return new(batch, await batch.ExecuteReaderAsync(cancellationToken));
        }
        catch
        {
            await batch.DisposeAsync();
            throw;
        }
    }

    private async Task NextAsync(CancellationToken cancellationToken)
    {
        if (_begun && !await _reader.NextResultAsync(cancellationToken))
        {
            throw new InvalidOperationException("A batch gave fewer results than were asked for.");
        }

        _begun = true;
    }
}

using System.Runtime.CompilerServices;
using Npgsql;

namespace Underpin.Postgres;

/// <summary>
/// What several statements sent together gave, one result after the other; those that give no rows have none.
/// </summary>
internal sealed class Results(NpgsqlDataReader reader) : IAsyncDisposable
{
    private bool _begun;

    /// <summary>The only row of the next result.</summary>
    public async Task<T> OneAsync<T>(Func<Row, T> read, CancellationToken cancellationToken)
    {
        await NextAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? read(new(reader))
            : throw new InvalidOperationException("A statement of a batch gave no row where it always gives one.");
    }

    /// <summary>Every row of the next result.</summary>
    public async Task<List<T>> ListAsync<T>(Func<Row, T> read, CancellationToken cancellationToken)
    {
        await NextAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(new(reader)));
        }

        return rows;
    }

    /// <summary>Runs to the end; gives the first value of every result whose only column has this name.</summary>
    public async IAsyncEnumerable<T> NamedAsync<T>(
        string column, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            if (reader.FieldCount == 1 && reader.GetName(0) == column && await reader.ReadAsync(cancellationToken))
            {
                yield return new Row(reader).Get<T>(0);
            }
        }
        while (await reader.NextResultAsync(cancellationToken));
    }

    /// <summary>Reads all rows of all results as they come, and keeps none.</summary>
    public async Task PassAsync(CancellationToken cancellationToken)
    {
        do
        {
            while (await reader.ReadAsync(cancellationToken))
            {
            }
        }
        while (await reader.NextResultAsync(cancellationToken));
    }

    public ValueTask DisposeAsync() => reader.DisposeAsync();

    private async Task NextAsync(CancellationToken cancellationToken)
    {
        if (_begun && !await reader.NextResultAsync(cancellationToken))
        {
            throw new InvalidOperationException("A batch gave fewer results than were asked for.");
        }

        _begun = true;
    }
}

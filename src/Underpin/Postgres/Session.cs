using System.Data;
using Npgsql;

namespace Underpin.Postgres;

/// <summary>
/// A connection to the server: the one seam through which this library talks to it. A question is its SQL, with its
/// parameters, and a projection.
/// </summary>
internal sealed class Session(NpgsqlConnection connection) : IAsyncDisposable
{
    /// <summary>For what only the driver can: COPY, notices.</summary>
    public NpgsqlConnection Connection => connection;

    /// <summary>The name of the database.</summary>
    public string Database => connection.Database;

    /// <summary>The server's process that serves this session.</summary>
    public int ProcessId => connection.ProcessID;

    public Version ServerVersion => connection.PostgreSqlVersion;

    /// <summary>False once the server or the network has ended it.</summary>
    public bool IsOpen => connection.FullState.HasFlag(ConnectionState.Open);

    /// <returns>How many rows were written; -1 for a statement that writes none.</returns>
    public async Task<int> ExecuteAsync(Sql sql, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Sends statements together; each sees what the ones before it did.</summary>
    /// <returns>For each, how many rows it wrote.</returns>
    public async Task<IReadOnlyList<long>> ExecuteAsync(
        IReadOnlyList<Sql> statements, CancellationToken cancellationToken)
    {
        await using var bundle = Bundle(statements);
        await bundle.ExecuteAsync(cancellationToken);
        return [.. statements.Select((_, place) => bundle.Rows(place))];
    }

    /// <summary>The first column of the first row; null where there is no row, or a null in it.</summary>
    public async Task<T> ScalarAsync<T>(Sql sql, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        return await command.ExecuteScalarAsync(cancellationToken) switch
        {
            T value => value,
            null or DBNull when default(T) is null => default!,
            var other => throw new InvalidOperationException(
                $"The server answered {other?.GetType().Name ?? "nothing"} where {typeof(T).Name} was asked for."),
        };
    }

    /// <summary>Every row, in the server's order.</summary>
    public async Task<List<T>> QueryAsync<T>(Sql sql, Func<Row, T> read, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(new(reader)));
        }

        return rows;
    }

    /// <summary>The first row; the default of <typeparamref name="T"/> where there is none.</summary>
    public async Task<T?> FirstAsync<T>(Sql sql, Func<Row, T> read, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? read(new(reader)) : default;
    }

    /// <summary>Every row as the server prints it, whatever the types of its columns.</summary>
    public async Task<List<string?[]>> PrintAsync(Sql sql, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        command.AllResultTypesAreUnknown = true;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<string?[]>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = new Row(reader);
            rows.Add([.. Enumerable.Range(0, row.Width).Select(column => row.Get<string?>(column))]);
        }

        return rows;
    }

    /// <summary>Has the server read a statement, and does not run it.</summary>
    /// <returns>The columns that it would give, with their types.</returns>
    public async Task<IReadOnlyList<(string Name, string Type)>> DescribeAsync(
        Sql sql, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SchemaOnly, cancellationToken);
        return
        [
            .. Enumerable.Range(0, reader.FieldCount)
                .Select(column => (reader.GetName(column), reader.GetDataTypeName(column))),
        ];
    }

    /// <summary>Sends questions together; the answers are read one after the other.</summary>
    public Task<Results> QueryAsync(IReadOnlyList<Sql> questions, CancellationToken cancellationToken) =>
        Bundle(questions).QueryAsync(cancellationToken);

    /// <summary>Statements to send together, of which the caller wants to know how far they came.</summary>
    public Bundle Bundle(IReadOnlyList<Sql> statements) => new(connection, statements);

    /// <summary>Changes what the server was told of this session, until it ends.</summary>
    public Task SetAsync(SessionSettings settings, CancellationToken cancellationToken) =>
        ExecuteAsync(settings.ForSession, cancellationToken);

    /// <summary>Begins a transaction, which is rolled back where it is not committed.</summary>
    public async Task<NpgsqlTransaction> BeginAsync(
        CancellationToken cancellationToken, IsolationLevel isolation = IsolationLevel.ReadCommitted) =>
        await connection.BeginTransactionAsync(isolation, cancellationToken);

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private NpgsqlCommand Command(Sql sql)
    {
        var command = new NpgsqlCommand(sql.Text, connection);
        foreach (var parameter in sql.Parameters)
        {
            command.Parameters.Add(parameter.ForNpgsql());
        }

        return command;
    }
}

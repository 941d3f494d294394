using Npgsql;
using Underpin.Design.Folder;

namespace Underpin.Design.Testing;

/// <summary>Records facts and asks questions of one candidate, in the open transaction of a connection.</summary>
/// <remarks>What the server refuses is a value; the caller rolls back to its savepoint then.</remarks>
internal sealed class Recorder(NpgsqlConnection connection, Candidate candidate, CandidateCatalog catalog)
{
    private const string ChangedSoFar =
        """
        select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::bigint as underpin_changed
        from pg_stat_xact_user_tables
        """;

    public async Task<Recording> RecordAsync(FactCall call, CancellationToken cancellationToken)
    {
        var block = candidate.Facts[call.Fact.Name];
        if (block.Inexpressible is { } reason)
        {
            return new() { Call = call, Rows = 0, TouchedNothing = false, Inexpressible = reason };
        }

        await using var batch = Batch(block, call);
        try
        {
            var rows = await ChangedAsync(batch, block, cancellationToken);
            return new() { Call = call, Rows = rows, TouchedNothing = rows == 0 && !block.MayTouchNothing };
        }
        catch (PostgresException exception)
        {
            return new() { Call = call, Rows = 0, TouchedNothing = false, Refusal = Refused(exception, batch, block) };
        }
    }

    public async Task<Asking> AskAsync(QuestionCall call, CancellationToken cancellationToken)
    {
        var block = candidate.Questions[call.Question.Name];
        if (block.Inexpressible is { } reason)
        {
            return new() { Call = call, Inexpressible = reason };
        }

        var statement = block.Statements[0];
        try
        {
            for (var index = 0; index < block.Statements.Count - 1; index++)
            {
                statement = block.Statements[index];
                await using var preparation = Command(statement, call);
                await preparation.ExecuteNonQueryAsync(cancellationToken);
            }

            statement = block.Statements[^1];
            return new() { Call = call, Rows = await RowsAsync(statement, call, cancellationToken) };
        }
        catch (PostgresException exception)
        {
            return new() { Call = call, Refusal = ServerRefusal.Of(exception, statement, catalog) };
        }
    }

    /// <summary>Lets deferred constraints speak now; null where none objects. Initially deferred ones are deferred again.</summary>
    public async Task<ServerRefusal?> CheckConstraintsAsync(CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new("set constraints all immediate") } };
        if (catalog.DeferAgain.Text.Length > 0)
        {
            batch.BatchCommands.Add(new(catalog.DeferAgain.Text));
        }

        try
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
            return null;
        }
        catch (PostgresException exception)
        {
            return ServerRefusal.Of(exception, null, catalog);
        }
    }

    private static async Task<long> ChangedAsync(NpgsqlBatch batch, Block block, CancellationToken cancellationToken)
    {
        if (block.Statements.All(statement => statement.CountsItsRows))
        {
            return await batch.ExecuteNonQueryAsync(cancellationToken);
        }

        // What a function, a `with` or a `do` changed is in no count of theirs; the transaction's statistics have it.
        batch.BatchCommands.Insert(0, new(ChangedSoFar));
        batch.BatchCommands.Add(new(ChangedSoFar));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        long? before = null;
        long after = 0;
        do
        {
            if (await reader.ReadAsync(cancellationToken) && reader.FieldCount == 1 && reader.GetName(0) == "underpin_changed")
            {
                after = reader.GetInt64(0);
                before ??= after;
            }
        }
        while (await reader.NextResultAsync(cancellationToken));

        return after - before ?? 0;
    }

    private async Task<IReadOnlyList<IReadOnlyList<string?>>> RowsAsync(
        BlockStatement statement, QuestionCall call, CancellationToken cancellationToken)
    {
        await using var command = Command(statement, call);
        // As the server prints them: what a scenario expects is printed by the same server.
        command.AllResultTypesAreUnknown = true;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<IReadOnlyList<string?>>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = new string?[reader.FieldCount];
            for (var column = 0; column < row.Length; column++)
            {
                row[column] = reader.IsDBNull(column) ? null : reader.GetString(column);
            }

            rows.Add(row);
        }

        return rows;
    }

    private NpgsqlCommand Command(BlockStatement statement, VocabularyCall call)
    {
        var command = new NpgsqlCommand(statement.Sql.Text, connection) { CommandTimeout = 0 };
        command.Parameters.AddRange(BlockCommands.Values(statement, call).ToArray());
        return command;
    }

    private NpgsqlBatch Batch(Block block, VocabularyCall call)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var command in BlockCommands.Of(block, call))
        {
            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    private ServerRefusal Refused(PostgresException exception, NpgsqlBatch batch, Block block)
    {
        var offset = batch.BatchCommands.Count > block.Statements.Count ? 1 : 0;
        var index = exception.BatchCommand is NpgsqlBatchCommand failed ? batch.BatchCommands.IndexOf(failed) - offset : 0;
        return ServerRefusal.Of(exception, block.Statements[Math.Clamp(index, 0, block.Statements.Count - 1)], catalog);
    }
}

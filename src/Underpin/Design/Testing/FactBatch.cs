using Npgsql;
using Underpin.Design.Folder;
using Underpin.Postgres;

namespace Underpin.Design.Testing;

/// <summary>Facts that are recorded in one round trip, each judged by itself.</summary>
internal sealed class FactBatch(NpgsqlConnection connection, CandidateCatalog catalog) : IAsyncDisposable
{
    private const string Mark = "underpin_changed";

    // What a function, a `with` or a `do` changed is in no count of theirs; the transaction's statistics have it.
    private const string ChangedSoFar =
        $"""
        select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::bigint as {Mark}
        from pg_stat_xact_user_tables
        """;

    private readonly NpgsqlBatch _batch = new(connection) { Timeout = 0 };
    private readonly List<(FactCall Call, Block Block, int Start, int End)> _facts = [];
    private readonly List<BlockStatement?> _statements = [];

    public void AddSavepoint(Identifier name) => Append(new(Sql.Of($"savepoint {name}").Text), null);

    public void Add(FactCall call, Block block)
    {
        var start = _statements.Count;
        var counts = block.Statements.All(statement => statement.CountsItsRows);
        if (!counts)
        {
            Append(new(ChangedSoFar), null);
        }

        foreach (var statement in block.Statements)
        {
            Append(BlockCommands.Of(statement, call), statement);
        }

        if (!counts)
        {
            Append(new(ChangedSoFar), null);
        }

        _facts.Add((call, block, start, _statements.Count));
    }

    /// <summary>Lets deferred constraints speak after the facts, and defers the initially deferred ones again.</summary>
    public void AddCheck()
    {
        Append(new("set constraints all immediate"), null);
        if (catalog.DeferAgain.Text.Length > 0)
        {
            Append(new(catalog.DeferAgain.Text), null);
        }
    }

    public async Task<RecordedFacts> RunAsync(CancellationToken cancellationToken)
    {
        if (_statements.Count == 0)
        {
            return new([], null);
        }

        var marks = new List<long>();
        try
        {
            await using var reader = await _batch.ExecuteReaderAsync(cancellationToken);
            do
            {
                if (reader.FieldCount == 1 && reader.GetName(0) == Mark && await reader.ReadAsync(cancellationToken))
                {
                    marks.Add(reader.GetInt64(0));
                }
            }
            while (await reader.NextResultAsync(cancellationToken));
        }
        catch (PostgresException exception)
        {
            return Refused(exception, marks);
        }

        return new(Recorded(_facts.Count, marks), null);
    }

    public ValueTask DisposeAsync() => _batch.DisposeAsync();

    private void Append(NpgsqlBatchCommand command, BlockStatement? statement)
    {
        _batch.BatchCommands.Add(command);
        _statements.Add(statement);
    }

    private RecordedFacts Refused(PostgresException exception, List<long> marks)
    {
        var at = exception.BatchCommand is NpgsqlBatchCommand failed ? _batch.BatchCommands.IndexOf(failed) : 0;
        var refusal = ServerRefusal.Of(exception, _statements[at], catalog);
        var index = _facts.FindIndex(fact => fact.End > at);
        var recorded = Recorded(index < 0 ? _facts.Count : index, marks);
        return recorded is [.., { Succeeded: false }] ? new(recorded, null)
            : index < 0 ? new(recorded, refusal)
            : new([.. recorded, new() { Call = _facts[index].Call, Rows = 0, TouchedNothing = false, Refusal = refusal }], null);
    }

    /// <summary>The first facts, which the server took; up to one that touched nothing.</summary>
    private List<Recording> Recorded(int count, List<long> marks)
    {
        var recordings = new List<Recording>();
        var mark = 0;
        foreach (var (call, block, start, end) in _facts.Take(count))
        {
            long rows;
            if (_statements[start] is null)
            {
                rows = marks[mark + 1] - marks[mark];
                mark += 2;
            }
            else
            {
                rows = Enumerable.Range(start, end - start).Sum(index => (long)_batch.BatchCommands[index].Rows);
            }

            recordings.Add(new() { Call = call, Rows = rows, TouchedNothing = rows == 0 && !block.MayTouchNothing });
            if (recordings[^1].TouchedNothing)
            {
                break;
            }
        }

        return recordings;
    }
}

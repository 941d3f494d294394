using Npgsql;
using Underpin.Design.Folder;
using Underpin.Postgres;

namespace Underpin.Design.Testing;

/// <summary>Facts that are recorded in one round trip, each judged by itself.</summary>
internal sealed class FactBatch(Session session, CandidateCatalog catalog)
{
    private const string Mark = "underpin_changed";

    // What a function, a `with` or a `do` changed is in no count of theirs; the transaction's statistics have it.
    private static readonly Sql _changedSoFar = Sql.Of($"""
        select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::bigint as {new Identifier(Mark)}
        from pg_stat_xact_user_tables
        """);

    private readonly List<(FactCall Call, Block Block, int Start, int End)> _facts = [];
    private readonly List<(Sql Sql, BlockStatement? Source)> _statements = [];

    public void AddSavepoint(Identifier name) => Append(Sql.Of($"savepoint {name}"));

    public void Add(FactCall call, Block block)
    {
        var start = _statements.Count;
        var counts = block.Statements.All(statement => statement.CountsItsRows);
        if (!counts)
        {
            Append(_changedSoFar);
        }

        foreach (var statement in block.Statements)
        {
            Append(BlockCommands.Of(statement, call), statement);
        }

        if (!counts)
        {
            Append(_changedSoFar);
        }

        _facts.Add((call, block, start, _statements.Count));
    }

    /// <summary>
    /// Lets deferred constraints speak after the facts, and defers the initially deferred ones again.
    /// </summary>
    public void AddCheck()
    {
        Append(Sql.Of($"set constraints all immediate"));
        if (catalog.DeferAgain.Text.Length > 0)
        {
            Append(catalog.DeferAgain);
        }
    }

    public async Task<RecordedFacts> RunAsync(CancellationToken cancellationToken)
    {
        if (_statements.Count == 0)
        {
            return new([], null);
        }

        await using var bundle = session.Bundle([.. _statements.Select(statement => statement.Sql)]);
        var marks = new List<long>();
        try
        {
            await using var results = await bundle.QueryAsync(cancellationToken);
            await foreach (var mark in results.NamedAsync<long>(Mark, cancellationToken))
            {
                marks.Add(mark);
            }
        }
        catch (PostgresException exception)
        {
            return Refused(exception, bundle, marks);
        }

        return new(Recorded(_facts.Count, bundle, marks), null);
    }

    private void Append(Sql sql, BlockStatement? source = null) => _statements.Add((sql, source));

    private RecordedFacts Refused(PostgresException exception, Bundle bundle, List<long> marks)
    {
        var at = bundle.Refused(exception);
        var refusal = ServerRefusal.Of(exception, _statements[at].Source, catalog);
        var index = _facts.FindIndex(fact => fact.End > at);
        var recorded = Recorded(index < 0 ? _facts.Count : index, bundle, marks);
        if (recorded is [.., { Succeeded: false }])
        {
            return new(recorded, null);
        }

        return index < 0 ? new(recorded, refusal) : new(
        [
            .. recorded,
            new() { Call = _facts[index].Call, Rows = 0, TouchedNothing = false, Refusal = refusal },
        ], null);
    }

    /// <summary>The first facts, which the server took; up to one that touched nothing.</summary>
    private List<Recording> Recorded(int count, Bundle bundle, List<long> marks)
    {
        var recordings = new List<Recording>();
        var mark = 0;
        foreach (var (call, block, start, end) in _facts.Take(count))
        {
            long rows;
            if (_statements[start].Source is null)
            {
                rows = marks[mark + 1] - marks[mark];
                mark += 2;
            }
            else
            {
                rows = Enumerable.Range(start, end - start).Sum(bundle.Rows);
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

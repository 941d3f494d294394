using Npgsql;
using Underpin.Design.Folder;
using Underpin.Postgres;

namespace Underpin.Design.Testing;

/// <summary>Records facts and asks questions of one candidate, in the open transaction of a session.</summary>
/// <remarks>What the server refuses is a value; the caller rolls back to its savepoint then.</remarks>
internal sealed class Recorder(Session session, Candidate candidate, CandidateCatalog catalog)
{
    public async Task<Recording> RecordAsync(FactCall call, CancellationToken cancellationToken) =>
        (await RecordAsync([call], check: false, cancellationToken)).Recordings[0];

    /// <summary>Records facts in one round trip, up to the first that does not succeed.</summary>
    /// <param name="calls">In order.</param>
    /// <param name="check">
    /// Let deferred constraints speak after the last one; initially deferred ones are deferred again.
    /// </param>
    public Task<RecordedFacts> RecordAsync(
        IReadOnlyList<FactCall> calls, bool check, CancellationToken cancellationToken) =>
        RecordAsync(calls, check, savepoint: null, cancellationToken);

    /// <summary>
    /// The same behind a savepoint of this name, in the same round trip, to which the caller may roll back.
    /// </summary>
    public async Task<RecordedFacts> RecordAsync(
        IReadOnlyList<FactCall> calls, bool check, Identifier? savepoint, CancellationToken cancellationToken)
    {
        var unsaid = calls.FirstOrDefault(call => candidate.Facts[call.Fact.Name].Inexpressible is not null);
        var batch = new FactBatch(session, catalog);
        if (savepoint is { } name)
        {
            batch.AddSavepoint(name);
        }

        foreach (var call in calls.TakeWhile(call => call != unsaid))
        {
            batch.Add(call, candidate.Facts[call.Fact.Name]);
        }

        if (check && unsaid is null)
        {
            batch.AddCheck();
        }

        var recorded = await batch.RunAsync(cancellationToken);
        return unsaid is null || recorded.Failed is not null ? recorded : new(
        [
            .. recorded.Recordings,
            new()
            {
                Call = unsaid,
                Rows = 0,
                TouchedNothing = false,
                Inexpressible = candidate.Facts[unsaid.Fact.Name].Inexpressible,
            },
        ], null);
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
                await session.ExecuteAsync(BlockCommands.Of(statement, call), cancellationToken);
            }

            statement = block.Statements[^1];
            // As the server prints them: what a scenario expects is printed by the same server.
            var rows = await session.PrintAsync(BlockCommands.Of(statement, call), cancellationToken);
            return new() { Call = call, Rows = rows };
        }
        catch (PostgresException exception)
        {
            return new() { Call = call, Refusal = ServerRefusal.Of(exception, statement, catalog) };
        }
    }

    /// <summary>
    /// Lets deferred constraints speak now; null where none objects. Initially deferred ones are deferred again.
    /// </summary>
    public async Task<ServerRefusal?> CheckConstraintsAsync(CancellationToken cancellationToken)
    {
        var batch = new FactBatch(session, catalog);
        batch.AddCheck();
        return (await batch.RunAsync(cancellationToken)).Objection;
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using Underpin.Design.Folder;
using Underpin.Design.Histories;
using Underpin.Design.Testing;
using Underpin.Postgres;

namespace Underpin.Design.Load;

/// <summary>
/// Records many histories fast: several sessions over disjoint histories, several histories a round trip, each round
/// trip a transaction of its own, without savepoints. Where the candidate refuses one, its facts are recorded one by
/// one, and those that it refuses are left out.
/// </summary>
internal sealed class BulkRecorder : IAsyncDisposable
{
    private const int FactsInATrip = 200;
    private const int Attempts = 10;

    private readonly CandidateDatabase _candidate;
    private readonly Database _database;
    private readonly ConcurrentDictionary<string, long> _refused = new();

    public BulkRecorder(CandidateDatabase candidate)
    {
        _candidate = candidate;
        var settings = new NpgsqlConnectionStringBuilder(candidate.Database.ConnectionString);
        // Plans are made while tables are empty, and must still be good when they are full: by index, and once.
        settings.Options += " -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c jit=off";
        _database = new(settings.ConnectionString, $"underpin design {candidate.Candidate.Name}");
    }

    /// <summary>By fact: how many it refused, each of which is legal where its history is alone.</summary>
    public IReadOnlyDictionary<string, long> Refused => _refused;

    /// <summary>Records the histories from one number to another.</summary>
    /// <param name="first">The first number.</param>
    /// <param name="end">The number after the last.</param>
    /// <param name="history">Makes the history of a number.</param>
    /// <param name="connections">How many work at once.</param>
    /// <param name="told">Is told how many facts each round trip recorded.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How long it took.</returns>
    public async Task<TimeSpan> RecordAsync(
        int first, int end, Func<int, History> history, int connections, Action<int> told,
        CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var next = first;
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            await using var session = await _database.SessionAsync(cancellationToken);
            while (true)
            {
                var facts = new List<FactCall>();
                while (facts.Count < FactsInATrip && Interlocked.Increment(ref next) - 1 is var number && number < end)
                {
                    facts.AddRange(history(number).Facts);
                }

                if (facts.Count == 0)
                {
                    return;
                }

                await SendAsync(session, facts, cancellationToken);
                told(facts.Count);
            }
        }));
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>What was tried and rolled back leaves no room behind.</summary>
    public async Task EmptyAsync(CancellationToken cancellationToken)
    {
        await using var session = await _database.SessionAsync(cancellationToken);
        foreach (var table in await TableSizes.ReadAsync(session, cancellationToken))
        {
            await session.ExecuteAsync(Sql.Of($"vacuum (full) {table.Sql}"), cancellationToken);
        }
    }

    /// <summary>Lets the server clean up and count, as a live one does in the background.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        await using var session = await _database.SessionAsync(cancellationToken);
        await session.ExecuteAsync(Sql.Of($"vacuum (analyze)"), cancellationToken);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task SendAsync(Session session, List<FactCall> facts, CancellationToken cancellationToken)
    {
        var statements = facts
            .SelectMany(fact => BlockCommands.Of(_candidate.Candidate.Facts[fact.Fact.Name], fact))
            .ToList();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await session.ExecuteAsync(statements, cancellationToken);
                return;
            }
            catch (PostgresException exception) when (attempt < Attempts && HaveMet(exception.SqlState))
            {
                // Once more.
            }
            catch (PostgresException exception) when (!exception.IsTransient)
            {
                await RecordEachAsync(facts, cancellationToken);
                return;
            }
        }
    }

    private async Task RecordEachAsync(List<FactCall> facts, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            await using var trial = await HistoryTrial.BeginAsync(_candidate, cancellationToken);
            if (await RefusedAsync(trial, facts, lastTime: attempt == Attempts, cancellationToken) is not { } refused)
            {
                continue;
            }

            await trial.CommitAsync(cancellationToken);
            foreach (var fact in refused)
            {
                _refused.AddOrUpdate(fact, 1, (_, count) => count + 1);
            }

            return;
        }
    }

    /// <summary>
    /// The names of the facts that are refused; null where others were in the way, and it is to be tried again.
    /// </summary>
    private static async Task<IReadOnlyList<string>?> RefusedAsync(
        HistoryTrial trial, IEnumerable<FactCall> facts, bool lastTime, CancellationToken cancellationToken)
    {
        var refused = new List<string>();
        foreach (var fact in facts)
        {
            if ((await trial.RecordAsync(fact, cancellationToken)).Refusal is not { } refusal)
            {
                continue;
            }

            if (!lastTime && HaveMet(refusal.SqlState))
            {
                return null;
            }

            refused.Add(fact.Fact.Name);
        }

        return refused;
    }

    /// <summary>
    /// Two histories named something shared for the first time, in another order: no word of the schema's.
    /// </summary>
    private static bool HaveMet(string sqlState) =>
        sqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;
}

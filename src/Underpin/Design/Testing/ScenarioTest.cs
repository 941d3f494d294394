using System.Collections.Concurrent;
using Underpin.Design.Folder;
using Underpin.Postgres;

namespace Underpin.Design.Testing;

/// <summary>Runs scenarios against candidates, several candidates at once.</summary>
/// <remarks>
/// One session a candidate: two open transactions that record the same names in one database would wait for each
/// other's unique keys.
/// </remarks>
internal sealed class ScenarioTest(CandidateDatabases databases, TimeProvider time)
{
    /// <param name="model">
    /// What to run: all of its candidates, whose databases are ready, and all of its scenarios.
    /// </param>
    /// <param name="expected">The expected values, as the server prints them.</param>
    /// <param name="progress">Told how many cells are done.</param>
    public async Task<TestedModel> RunAsync(
        ModelFolder model, ExpectedValues expected, IProgress<StepProgress>? progress,
        CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var total = model.Candidates.Count * model.Scenarios.Count;
        var done = 0;
        var cells = new ConcurrentDictionary<string, IReadOnlyList<Cell>>();
        await Parallel.ForEachAsync(
            model.Candidates,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = Environment.ProcessorCount + 1,
                CancellationToken = cancellationToken,
            },
            async (candidate, stop) =>
            {
                var database = databases.Of(candidate)
                    ?? throw new InvalidOperationException($"The candidate {candidate.Name} has no database.");
                await using var session = await database.Database.SessionAsync(stop);
                await SettleAsync(session, stop);
                var runner = new ScenarioRunner(candidate, database.Catalog, session, expected);
                var mine = new List<Cell>(model.Scenarios.Count);
                foreach (var scenario in model.Scenarios)
                {
                    mine.Add(await runner.RunAsync(scenario, stop));
                    progress?.Report(new(Interlocked.Increment(ref done), total, "cells", candidate.Name));
                }

                cells[candidate.Name] = mine;
            });
        return new()
        {
            Candidates = model.Candidates,
            Scenarios = model.Scenarios,
            Cells = [.. model.Candidates.SelectMany(candidate => cells[candidate.Name])],
            Took = time.GetElapsedTime(started),
        };
    }

    // A question that never ends is wrong, and no reason to wait for ever. The tables hold a handful of rows: a plan
    // for each argument, or a compiled one, would cost far more than it saves.
    // https://www.postgresql.org/docs/current/runtime-config-query.html#GUC-PLAN-CACHE-MODE
    private static async Task SettleAsync(
        Session session, CancellationToken cancellationToken) => await session.ExecuteAsync(
        Sql.Of($"set statement_timeout = '30s'; set plan_cache_mode = force_generic_plan; set jit = off"),
        cancellationToken);
}

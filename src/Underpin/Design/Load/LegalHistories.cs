using System.Collections.Concurrent;
using Underpin.Design.Folder;
using Underpin.Design.Histories;
using Underpin.Design.Testing;

namespace Underpin.Design.Load;

/// <summary>Distinct histories that one candidate found legal, and what it refused on the way.</summary>
/// <param name="By">The candidate's name.</param>
/// <param name="Histories">By number.</param>
/// <param name="Dropped">By fact: how many were refused.</param>
internal sealed record LegalHistories(
    string By, IReadOnlyList<History> Histories, IReadOnlyDictionary<string, int> Dropped)
{
    private const int Sample = 20;

    /// <summary>Makes them, several at once; each is rolled back.</summary>
    public static async Task<LegalHistories> LearnAsync(
        CandidateDatabase judge, HistoryGenerator generator, int count, IProgress<StepProgress>? progress,
        CancellationToken cancellationToken)
    {
        var learned = new ConcurrentBag<GeneratedHistory>();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), Several(cancellationToken), async (number, stop) =>
        {
            await using var trial = await HistoryTrial.BeginAsync(judge, stop);
            learned.Add(await generator.GenerateAsync(number, trial.AcceptsAsync, stop));
            progress?.Report(
                new(learned.Count, count, "histories", $"learning from {judge.Candidate.Name} what is legal"));
        });
        var dropped = learned.SelectMany(one => one.Dropped).GroupBy(entry => entry.Key, entry => entry.Value)
            .ToDictionary(same => same.Key, same => same.Sum());
        return new(judge.Candidate.Name, [.. learned.Select(one => one.History).OrderBy(one => one.Number)], dropped);
    }

    /// <summary>The candidate whose own constraints refuse most of a few histories.</summary>
    public static async Task<CandidateDatabase> StrictestAsync(
        IReadOnlyList<CandidateDatabase> databases, HistoryGenerator generator, CancellationToken cancellationToken)
    {
        var refusals = new List<(CandidateDatabase Database, int Count)>();
        foreach (var database in databases)
        {
            var count = 0;
            for (var number = 0; number < Sample && databases.Count > 1; number++)
            {
                await using var trial = await HistoryTrial.BeginAsync(database, cancellationToken);
                await generator.GenerateAsync(number, async (fact, stop) =>
                {
                    var recording = await trial.RecordAsync(fact, stop);
                    count += recording.Refusal is { IsByTheSchema: true } ? 1 : 0;
                    return recording.Succeeded;
                }, cancellationToken);
            }

            refusals.Add((database, count));
        }

        return refusals.MaxBy(one => one.Count).Database;
    }

    /// <summary>What another candidate takes of them, fact by fact; the rest it loses.</summary>
    public async Task<IReadOnlyList<History>> TakenByAsync(
        CandidateDatabase candidate, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        var taken = new ConcurrentBag<History>();
        await Parallel.ForEachAsync(Histories, Several(cancellationToken), async (history, stop) =>
        {
            await using var trial = await HistoryTrial.BeginAsync(candidate, stop);
            var facts = new List<FactCall>();
            foreach (var fact in history.Facts)
            {
                if (await trial.AcceptsAsync(fact, stop))
                {
                    facts.Add(fact);
                }
            }

            taken.Add(history with { Facts = facts });
            progress?.Report(
                new(taken.Count, Histories.Count, "histories", $"seeing what {candidate.Candidate.Name} takes"));
        });
        return [.. taken.OrderBy(history => history.Number)];
    }

    private static ParallelOptions Several(CancellationToken cancellationToken) => new()
    {
        MaxDegreeOfParallelism = Environment.ProcessorCount,
        CancellationToken = cancellationToken,
    };
}

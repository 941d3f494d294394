using Underpin.Design.Folder;
using Underpin.Design.Histories;
using Underpin.Design.Testing;

namespace Underpin.Design.Load;

/// <summary>
/// Records the same random, legal histories in each candidate, and times every question as the tables grow.
/// </summary>
internal sealed class VolumeTest(CandidateDatabases databases, LoadOptions options)
{
    /// <summary>The databases of the candidates must have been prepared, and be empty.</summary>
    public async Task<LoadReport> RunAsync(
        ModelFolder model, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        var generation = GenerationReader.Read(model);
        var generator = new HistoryGenerator(generation with { Apart = true }, options.Seed);
        var all = model.Candidates.Select(candidate => databases.Of(candidate)!).ToList();
        var judge = options.LegalBy is { } name
            ? databases.Of(model.Candidate(name))!
            : await LegalHistories.StrictestAsync(all, generator, cancellationToken);
        var legal = await LegalHistories.LearnAsync(
            judge, generator, Math.Min(options.Distinct, options.Histories), progress, cancellationToken);
        var loads = new List<CandidateLoad>();
        foreach (var database in all)
        {
            var taken = database == judge
                ? legal.Histories
                : await legal.TakenByAsync(database, progress, cancellationToken);
            loads.Add(await LoadAsync(database, generation, legal, taken, progress, cancellationToken));
        }

        return new()
        {
            Histories = options.Histories,
            Seed = options.Seed,
            Distinct = legal.Histories.Count,
            LegalBy = legal.By,
            Facts = Total(legal.Histories, options.Histories),
            Dropped = legal.Dropped,
            Candidates = loads,
        };
    }

    private async Task<CandidateLoad> LoadAsync(
        CandidateDatabase database, Generation generation, LegalHistories legal, IReadOnlyList<History> taken,
        IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        var total = Total(taken, options.Histories);
        var done = 0L;
        var took = TimeSpan.Zero;
        var first = Enumerable.Range(0, options.Sizes[0]).Select(History).ToList();
        var costs = new QuestionCosts(database, generation, first, options);
        IReadOnlyList<TableSize> tables = [];
        await using var recorder = new BulkRecorder(database);
        await recorder.EmptyAsync(cancellationToken);
        var recorded = 0;
        foreach (var size in options.Sizes)
        {
            // What is shared is named for the first time by one alone: among the distinct histories; the others are
            // copies.
            var alone = Math.Clamp(taken.Count, recorded, size);
            took += await recorder.RecordAsync(recorded, alone, History, connections: 1, Told, cancellationToken);
            took += await recorder.RecordAsync(alone, size, History, options.Connections, Told, cancellationToken);
            recorded = size;
            await recorder.SettleAsync(cancellationToken);
            await using var session = await database.Database.SessionAsync(cancellationToken);
            await costs.AskAsync(session, recorded, done, Asking, cancellationToken);
            tables = await TableSizes.ReadAsync(session, cancellationToken);
        }

        return new()
        {
            Candidate = database.Candidate.Name,
            Facts = total - recorder.Refused.Values.Sum(),
            Seconds = took.TotalSeconds,
            Lost = Lost(legal.Histories, taken, recorder.Refused),
            Tables = tables,
            Questions = costs.All,
        };

        History History(int number) => HistoryCopy.Of(taken[number % taken.Count], number, generation);

        void Told(int facts) =>
            progress?.Report(new(Interlocked.Add(ref done, facts), total, "facts", database.Candidate.Name));

        void Asking(string question) =>
            progress?.Report(new(done, total, "facts", $"{database.Candidate.Name}: asking {question}"));
    }

    private Dictionary<string, long> Lost(
        IReadOnlyList<History> legal, IReadOnlyList<History> taken, IReadOnlyDictionary<string, long> refused)
    {
        var lost = new Dictionary<string, long>(refused);
        for (var number = 0; number < options.Histories; number++)
        {
            var (whole, part) = (legal[number % legal.Count].Facts, taken[number % taken.Count].Facts);
            if (whole.Count == part.Count)
            {
                continue;
            }

            foreach (var fact in whole.Except(part))
            {
                lost[fact.Fact.Name] = lost.GetValueOrDefault(fact.Fact.Name) + 1;
            }
        }

        return lost;
    }

    private static long Total(IReadOnlyList<History> histories, int count) =>
        Enumerable.Range(0, count).Sum(number => (long)histories[number % histories.Count].Facts.Count);
}

using Underpin.Design.Check;
using Underpin.Design.Folder;
using Underpin.Design.Histories;
using Underpin.Design.Testing;
using Underpin.Postgres;
using Underpin.Steps.Lint;

namespace Underpin.Square;

/// <summary>
/// The square: facts recorded in the old schema and changed must be what the same facts are when they are recorded in
/// the new schema. All of it in scratch databases on the server of another one.
/// </summary>
internal sealed class SquareTest(Database home, TimeProvider time)
{
    public async Task<SquareOutcome> RunAsync(
        SquareFolder folder, SquareOptions options, IProgress<StepProgress>? progress,
        CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        await using var databases = new CandidateDatabases(home);
        progress?.Report(new(0, null, "scenarios", "creates the two schemas"));
        var model = await new DesignCheck(home, databases).RunAsync(folder.Model, cancellationToken);
        new ModelReading(model.Model, model.Problems).Require();
        var generation = GenerationReader.Read(model.Model);
        var side = new NewSide(databases.Of(folder.New)!);
        await side.PrepareAsync(folder.Change.Differs, cancellationToken);
        // Two of the old one: scenarios and small histories begin with an empty one, again and again.
        var small = new ChangedDatabase(databases.Of(folder.Old)!, folder.Change, time);
        await using var crowded = await CandidateDatabase.CreateAsync(home, folder.Old, cancellationToken);
        var large = new ChangedDatabase(crowded, folder.Change, time);

        var histories = new HistoryRound(large, side, generation, options);
        var scenarioRound = new ScenarioRound(small, folder.New, model.Expected, folder.Change.Differs);
        var first = TryAsync(small, scenarioRound, model.Model.Scenarios, progress, cancellationToken);
        var second = RecordAsync(large, histories, progress, cancellationToken);
        await Task.WhenAll(first, second);
        var (refused, scenarios) = await first;
        var (refusedToo, recorded) = await second;
        var result = new SquareOutcome { Change = folder.Change, Seed = options.Seed, Took = TimeSpan.Zero };
        if ((refused ?? refusedToo) is { } said)
        {
            return result with { Refused = said, Took = time.GetElapsedTime(started) };
        }

        var outcome = await histories.CompareAsync(recorded, small, folder.Change.Differs, progress, cancellationToken);
        var writers = await new WriterRound(large, generation, options).RunAsync(progress, cancellationToken);
        return result with
        {
            Scenarios = scenarios,
            Histories = outcome,
            Writers = writers,
            Took = time.GetElapsedTime(started),
        };
    }

    private static async Task<(LintResult? Refused, IReadOnlyList<ScenarioOutcome> Outcomes)> TryAsync(
        ChangedDatabase small, ScenarioRound round, IReadOnlyList<Scenario> scenarios,
        IProgress<StepProgress>? progress, CancellationToken cancellationToken) =>
        await small.ExpandAsync(cancellationToken) is { } refused
            ? (refused, [])
            : (null, await round.RunAsync(scenarios, progress, cancellationToken));

    /// <summary>The rows are there before the new schema is, as they are in real life.</summary>
    private static async Task<(LintResult? Refused, RecordedHistories Recorded)> RecordAsync(
        ChangedDatabase large, HistoryRound round, IProgress<StepProgress>? progress,
        CancellationToken cancellationToken)
    {
        var recorded = await round.RecordAsync(progress, cancellationToken);
        return (await large.ExpandAsync(cancellationToken), recorded);
    }
}

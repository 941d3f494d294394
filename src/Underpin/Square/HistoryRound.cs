using Underpin.Changes.Folder;
using Underpin.Design.Histories;
using Underpin.Postgres;
using Underpin.Steps.Populate;

namespace Underpin.Square;

/// <summary>
/// The second half of the square: random histories recorded in the new schema, and recorded in the old one and changed,
/// must end in the same rows. All share one run of the change; only what differs is run again, to be shrunk.
/// </summary>
internal sealed class HistoryRound(ChangedDatabase changed, NewSide side, Generation generation, SquareOptions options)
{
    /// <summary>Records the histories in both schemas; the old one is not expanded yet.</summary>
    public async Task<RecordedHistories> RecordAsync(
        IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        // Sessions of before expand: what they have prepared would be out of date afterwards.
        await using var early = new Database(changed.Database.ConnectionString, "underpin test");
        await using var sides = await TwoSides.OpenAsync(early, changed.Old, side.Schema, cancellationToken);
        var generator = new HistoryGenerator(generation, options.Seed);
        var histories = new List<History>();
        for (var number = 1; number <= options.Histories; number++)
        {
            var generated = await generator.GenerateAsync(number, sides.AcceptsAsync, cancellationToken);
            await sides.CommitAsync(cancellationToken);
            histories.Add(generated.History);
            progress?.Report(new(number, options.Histories, "histories"));
        }

        return new(histories, new()
        {
            Histories = histories.Count(history => history.Facts.Count > 0),
            Facts = sides.Recorded,
            OnlyOld = sides.OnlyOld,
            OnlyNew = sides.OnlyNew,
        });
    }

    /// <summary>Runs the change on all of them at once, and compares.</summary>
    /// <param name="recorded">What the old database holds, which is expanded now.</param>
    /// <param name="small">An expanded database beside, in which few histories are run again.</param>
    /// <param name="differs">The declared differences.</param>
    /// <param name="progress">Told what it is at.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<HistoryOutcome> CompareAsync(
        RecordedHistories recorded, ChangedDatabase small, IReadOnlyList<DeclaredDifference> differs,
        IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        progress?.Report(new(0, null, "causes", "runs the change on all histories"));
        var trial = await changed.ChangeAsync(new PopulateOptions(), cancellationToken);
        RowComparer comparer;
        RowsCompared rows;
        await using (var here = await side.Schema.Database.SessionAsync(cancellationToken))
        await using (var there = await changed.Database.SessionAsync(cancellationToken))
        {
            comparer = await RowComparer.CreateAsync(here, there, differs, cancellationToken);
            rows = await comparer.CompareAsync(here, there, cancellationToken);
        }

        var causes = new Causes(new(small, side, comparer, generation), options, progress);
        var histories = recorded.Histories;
        var outcome = recorded.Outcome with { Lacks = comparer.Lacks };
        if (trial.Wrong is { } wrong)
        {
            var found = await causes.OfFailureAsync(histories, cancellationToken);
            return outcome with { Found = found is null ? [] : [found], Wrong = found is null ? wrong : null };
        }

        var (explained, unexplained) = await causes.OfAsync(
            rows.Differences, histories, new OwnNames(histories, generation), cancellationToken);
        // Where a mapping loses something, back.sql cannot find it either: that is one cause.
        var told = trial.NoWayBack is null || explained.Any(cause => cause.Wrong is not null);
        var back = told ? null : await causes.OfNoWayBackAsync(histories, cancellationToken);
        return outcome with
        {
            Tables = rows.Tables,
            Rebuilt = trial.Back?.SourceRows,
            NoWayBack = trial.NoWayBack is not null,
            Differences = rows.Differences.Count,
            Wrong = told || back is not null ? null : trial.NoWayBack,
            Found = back is null ? explained : [.. explained, back],
            Unexplained = unexplained,
            Accepted = rows.Accepted.GroupBy(one => one.Declared).ToDictionary(same => same.Key, same => same.Count()),
        };
    }
}

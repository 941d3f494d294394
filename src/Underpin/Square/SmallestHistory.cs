using Underpin.Design.Folder;
using Underpin.Design.Histories;
using Underpin.Steps.Populate;

namespace Underpin.Square;

/// <summary>Runs the change on few histories, to find which of them differ, and the smallest that does.</summary>
internal sealed class SmallestHistory(
    ChangedDatabase changed, NewSide side, RowComparer comparer, Generation generation)
{
    /// <summary>Does it matter on which day a fact is recorded?</summary>
    private bool TellsDays { get; } = new[] { changed.Old.Candidate, side.Schema.Candidate }
        .SelectMany(candidate => candidate.Facts.Values)
        .SelectMany(block => block.Statements)
        .Any(statement => statement.Parameters.Contains(Vocabulary.TodayParameter));

    /// <summary>
    /// What the change makes of one history alone; null where one of the schemas refuses a fact of it.
    /// </summary>
    public async Task<(ChangeTrial Trial, RowsCompared Rows)?> TryAsync(
        History history, CancellationToken cancellationToken)
    {
        await Task.WhenAll(changed.RestoreAsync(cancellationToken), side.RestoreAsync(cancellationToken));
        await using var sides = await TwoSides.OpenAsync(changed.Database, changed.Old, side.Schema, cancellationToken);
        if (!await sides.RecordAsync(history, cancellationToken))
        {
            return null;
        }

        var trial = await changed.ChangeAsync(new PopulateOptions(), cancellationToken);
        await using var here = await side.Schema.Database.SessionAsync(cancellationToken);
        await using var there = await changed.Database.SessionAsync(cancellationToken);
        return (trial, await comparer.CompareAsync(here, there, cancellationToken));
    }

    /// <summary>
    /// Of several histories, one that shows something by itself; else all of those that only together show it.
    /// </summary>
    /// <returns>Null: not even all of them show it.</returns>
    public async Task<History?> FindAsync(
        IReadOnlyList<History> histories, Func<ChangeTrial, RowsCompared, bool> shows,
        CancellationToken cancellationToken)
    {
        if (!await ShowsAsync(Together(histories), shows, cancellationToken))
        {
            return null;
        }

        while (histories.Count > 1)
        {
            History[] first = [.. histories.Take(histories.Count / 2)];
            History[] second = [.. histories.Skip(histories.Count / 2)];
            if (await ShowsAsync(Together(first), shows, cancellationToken))
            {
                histories = first;
            }
            else if (await ShowsAsync(Together(second), shows, cancellationToken))
            {
                histories = second;
            }
            else
            {
                break;
            }
        }

        return Together(histories);
    }

    /// <summary>
    /// Shrinks a history as far as it goes on showing something; null where it does not show it alone.
    /// </summary>
    public async Task<FoundDifference?> ShrinkAsync(
        History history, Func<ChangeTrial, RowsCompared, bool> shows, CancellationToken cancellationToken)
    {
        // Names of its own are easier to read when they begin at the first.
        var renamed = HistoryCopy.Of(history, 0, generation);
        history = await ShowsAsync(renamed, shows, cancellationToken) ? renamed : history;
        if (!await ShowsAsync(history, shows, cancellationToken))
        {
            return null;
        }

        var smallest = await new Shrinker((smaller, stop) => ShowsAsync(smaller, shows, stop))
            .ShrinkAsync(history, cancellationToken);
        var (trial, rows) = (await TryAsync(smallest, cancellationToken))!.Value;
        return new()
        {
            History = TellsDays
                ? smallest
                : smallest with { Facts = [.. smallest.Facts.Select(fact => fact with { Today = null })] },
            // What a change that stopped half way left behind tells nothing.
            Rows = trial.Failure is null ? rows.Differences : [],
            Wrong = trial.Wrong ?? trial.NoWayBack,
        };
    }

    private async Task<bool> ShowsAsync(
        History history, Func<ChangeTrial, RowsCompared, bool> shows, CancellationToken cancellationToken) =>
        await TryAsync(history, cancellationToken) is var (trial, rows) && shows(trial, rows);

    private static History Together(IReadOnlyList<History> histories) => histories is [var only] ? only
        : new() { Number = histories[0].Number, Facts = [.. histories.SelectMany(history => history.Facts)] };
}

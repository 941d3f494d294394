using Underpin.Design.Histories;
using Underpin.Square.Rows;
using Underpin.Steps.Verify;

namespace Underpin.Square;

/// <summary>From many rows that differ to the few smallest histories that make them differ.</summary>
internal sealed class Causes(SmallestHistory smallest, SquareOptions options, IProgress<StepProgress>? progress)
{
    private const int Kept = 20;

    // One that is shrunk ends where no single step makes it smaller; another may end below it.
    private const int Shrunk = 4;

    /// <summary>The smallest history on which the change stops; null where it stops on all together only.</summary>
    public Task<FoundDifference?> OfFailureAsync(
        IReadOnlyList<History> histories, CancellationToken cancellationToken) =>
        OfTrialAsync(histories, "on which the change stops", trial => trial.Wrong is not null, cancellationToken);

    /// <summary>The smallest history that back.sql does not rebuild; null where that takes all together.</summary>
    public Task<FoundDifference?> OfNoWayBackAsync(
        IReadOnlyList<History> histories, CancellationToken cancellationToken) =>
        OfTrialAsync(
            histories, "that back.sql does not rebuild", trial => trial.NoWayBack is not null, cancellationToken);

    /// <summary>One cause for each table and way in which rows differ, unless an earlier cause shows it too.</summary>
    public async Task<(IReadOnlyList<FoundDifference> Found, IReadOnlyList<RowDifference> Unexplained)> OfAsync(
        IReadOnlyList<RowDifference> differences, IReadOnlyList<History> histories, OwnNames names,
        CancellationToken cancellationToken)
    {
        var found = new List<FoundDifference>();
        var unexplained = new List<RowDifference>();
        foreach (var alike in differences.GroupBy(Kind))
        {
            if (found.Count == options.Shown || found.Exists(cause => cause.Rows.Any(row => Kind(row) == alike.Key)))
            {
                continue;
            }

            progress?.Report(new(found.Count, null, "causes",
                $"shrinks a history that differs in {alike.First().Table.Name.Plain}"));
            bool Shows(ChangeTrial trial, RowsCompared rows) => rows.Differences.Any(row => Kind(row) == alike.Key);
            var owners = alike.Select(names.OwnerOf).OfType<History>().Distinct().ToList();
            var candidates = owners.OrderBy(owner => owner.Facts.Count).Take(Shrunk).ToList();
            if (owners.Count == 0 && await smallest.FindAsync(histories, Shows, cancellationToken) is { } together)
            {
                candidates.Add(together);
            }

            if (await ShrinkAsync(candidates, Shows, cancellationToken) is { } cause)
            {
                found.Add(cause with { Histories = owners.Count == 0 ? null : owners.Count });
            }
            else
            {
                unexplained.AddRange(alike.Take(Kept));
            }
        }

        return (found, unexplained);
    }

    private async Task<FoundDifference?> OfTrialAsync(
        IReadOnlyList<History> histories, string kind, Func<ChangeTrial, bool> shows,
        CancellationToken cancellationToken)
    {
        bool Shows(ChangeTrial trial, RowsCompared rows) => shows(trial);
        progress?.Report(new(0, 1, "causes", $"shrinks a history {kind}"));
        return await smallest.FindAsync(histories, Shows, cancellationToken) is { } history
            ? await smallest.ShrinkAsync(history, Shows, cancellationToken)
            : null;
    }

    private async Task<FoundDifference?> ShrinkAsync(
        IReadOnlyList<History> histories, Func<ChangeTrial, RowsCompared, bool> shows,
        CancellationToken cancellationToken)
    {
        FoundDifference? least = null;
        foreach (var history in histories)
        {
            var shrunk = await smallest.ShrinkAsync(history, shows, cancellationToken);
            least = shrunk is null || least?.History.Facts.Count <= shrunk.History.Facts.Count ? least : shrunk;
        }

        return least;
    }

    private static (string Table, DiscrepancyClass Class) Kind(RowDifference row) => (row.Table.Name.Plain, row.Class);
}

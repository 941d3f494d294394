using Underpin.Engine;
using Underpin.Mappings;
using Underpin.Postgres;

namespace Underpin.Steps.Populate;

/// <summary>
/// Brings what is derived from a range in line with it. A range with nothing to do costs no lock and no write but its
/// mark.
/// </summary>
internal sealed class MergeWork(Merge merge) : RangeWork
{
    /// <summary>
    /// The targets are being filled: where the last range was all but empty, the next most likely is, too.
    /// </summary>
    public bool Fills { get; init; }

    /// <summary>The last range was all but empty, so that a probe would tell nothing.</summary>
    private bool _filling;

    public override async Task<RangeCounts> DoAsync(
        Session session, Batch batch, bool again, CancellationToken cancellationToken)
    {
        if (!_filling)
        {
            var (rows, differs) = await merge.ProbeAsync(session, batch.Range, cancellationToken);
            if (!differs)
            {
                return new(new(rows, 0, 0, 0), Found: 0);
            }
        }

        var counts = await merge.RunAsync(session, batch.Range, again, cancellationToken);
        _filling = Fills && counts.Updated + counts.Deleted == 0 && counts.Inserted > counts.SourceRows / 2;
        return new(counts, Found: counts.Written);
    }

    public override async Task CommittedAsync(
        Session session, bool mostOfTheWriting, CancellationToken cancellationToken)
    {
        if (Fills && mostOfTheWriting)
        {
            await Statistics.RefreshAsync(session, merge.Targets, cancellationToken);
        }
    }
}

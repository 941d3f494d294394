using Underpin.Mappings;
using Underpin.Postgres;

namespace Underpin.Steps.Verify;

/// <summary>How a range compares, all targets as of one moment: that of the session's transaction.</summary>
/// <param name="session">In a transaction with one snapshot.</param>
/// <param name="range">The source keys to compare.</param>
/// <param name="newLeads">What the old schema lacks is what it cannot say.</param>
internal sealed class RangeComparison(Session session, KeyRange range, bool newLeads)
{
    /// <param name="sides">What is compared.</param>
    /// <param name="most">How many discrepancies of a target to read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ComparedRange> CompareAsync(Merge sides, int most, CancellationToken cancellationToken)
    {
        var (rows, counts) = await CountAsync(sides, cancellationToken);
        var discrepancies = new List<Discrepancy>();
        foreach (var (target, count) in sides.Targets.Zip(counts))
        {
            if (count.Found + count.Inexpressible > 0)
            {
                discrepancies.AddRange(await session.QueryAsync(
                    range.Bind(target.Differences(range), most), row => Read(target, row), cancellationToken));
            }
        }

        return new(rows, counts, discrepancies);
    }

    private async Task<(long SourceRows, IReadOnlyList<TargetCounts> Counts)> CountAsync(
        Merge sides, CancellationToken cancellationToken)
    {
        await using var results = await session.QueryAsync(
            [
                Sql.Of($"set transaction read only"),
                range.Bind(sides.Source.Count(range)),
                .. sides.Targets.Select(target => range.Bind(target.Counts(range))),
            ],
            cancellationToken);
        var rows = await results.OneAsync(row => row.Get<long>(0), cancellationToken);
        var counts = new List<TargetCounts>();
        foreach (var target in sides.Targets)
        {
            counts.Add(await results.OneAsync(row => Counts(target, row), cancellationToken));
        }

        return (rows, counts);
    }

    private TargetCounts Counts(MappedTarget target, Row row)
    {
        var extra = row.Get<long>(3);
        return new(target.Target.Table.Plain)
        {
            Expected = row.Get<long>(0),
            Actual = row.Get<long>(1),
            Missing = row.Get<long>(2),
            Extra = newLeads ? 0 : extra,
            Stale = row.Get<long>(4),
            Inexpressible = newLeads ? extra : 0,
        };
    }

    private Discrepancy Read(MappedTarget target, Row row)
    {
        var expected = row.Get<string?>(2);
        var actual = row.Get<string?>(3);
        var differs = row.Get<bool[]>(4);
        return new()
        {
            Target = target.Target.Table.Plain,
            SourceKey = row.Get<long?>(0),
            TargetKey = row.Get<string>(1),
            Expected = expected,
            Actual = actual,
            Columns = expected is null || actual is null
                ? []
                : [.. target.Values.Where((_, place) => differs[place]).Select(value => value.Name.Name)],
            Class = actual is null ? DiscrepancyClass.Missing
                : expected is not null ? DiscrepancyClass.Stale
                : newLeads ? DiscrepancyClass.Inexpressible
                : DiscrepancyClass.Extra,
        };
    }
}

using Underpin.Postgres;

namespace Underpin.Mappings;

/// <summary>
/// Compares a range of source keys with what is derived from it, and puts it right. Runs in the caller's
/// transaction, which must be READ COMMITTED: every statement after the lock has to see what was committed before it.
/// </summary>
internal abstract class Merge(SourceSql source)
{
    /// <summary>Locks the source rows; tests weaken it to see that the damage it prevents is real.</summary>
    internal Func<SourceSql, KeyRange, Sql> Lock { get; init; } = (source, range) => source.Lock(range);

    public SourceSql Source => source;

    /// <summary>What is compared and put right.</summary>
    public abstract IReadOnlyList<MappedTarget> Targets { get; }

    public static Merge For(ChangeMapping mapping, Direction direction) => direction == Direction.Forward
        ? new ForwardMerge(mapping.SourceSql, mapping.Targets)
        : new ReverseMerge(mapping.SourceSql, mapping.Back);

    /// <summary>How many source rows the range holds, and whether anything differs. Locks and writes nothing.</summary>
    public async Task<(long SourceRows, bool Differs)> ProbeAsync(
        Session session, KeyRange range, CancellationToken cancellationToken)
    {
        await using var answers = await session.QueryAsync(
            [range.Bind(source.Count(range)), .. Targets.Select(target => range.Bind(target.Differs(range)))],
            cancellationToken);
        var rows = await answers.OneAsync(row => row.Get<long>(0), cancellationToken);
        var differs = false;
        foreach (var _ in Targets)
        {
            differs |= await answers.OneAsync(row => row.Get<bool>(0), cancellationToken);
        }

        return (rows, differs);
    }

    /// <summary>Locks the range's source rows, and in later statements brings in line what derives from them.</summary>
    /// <param name="session">In a transaction.</param>
    /// <param name="range">The keys to put right.</param>
    /// <param name="again">
    /// It failed before, perhaps of a row that is held for another source key: then that key is locked as well, and the
    /// row taken over. Most ranges meet none, and do not pay for looking.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<MergeCounts> RunAsync(
        Session session, KeyRange range, bool again, CancellationToken cancellationToken)
    {
        var holders = again ? await HoldersAsync(session, range, cancellationToken) : [];
        var (rows, empty) = await LockAsync(session, range, holders, cancellationToken);
        foreach (var (target, isEmpty) in Targets.Zip(empty))
        {
            // What an empty target is given twice, its key refuses: then we come again.
            if (target.Moved is { } moved && (again || !isEmpty))
            {
                await moved.RequireOneOwnerAsync(session, range, holders, cancellationToken);
            }
        }

        var work = Statements(range, empty, take: again);
        if (work.Count == 0)
        {
            return new(rows, 0, 0, 0);
        }

        var written = await session.ExecuteAsync(
            [.. work.Select(one => one.Work == Work.Take ? range.Bind(one.Sql, holders) : range.Bind(one.Sql))],
            cancellationToken);
        return work.Zip(written, (one, count) => Counted(one.Work, count))
            .Aggregate(new MergeCounts(rows, 0, 0, 0), (all, one) => all + one);
    }

    /// <param name="range">The keys to put right.</param>
    /// <param name="empty">For each target, whether it holds nothing of the range.</param>
    /// <param name="take">What is held for other source keys is taken over.</param>
    protected abstract IReadOnlyList<(Work Work, Sql Sql)> Statements(
        KeyRange range, IReadOnlyList<bool> empty, bool take);

    private static MergeCounts Counted(Work work, long rows) => work switch
    {
        Work.Insert => new(0, rows, 0, 0),
        Work.Delete => new(0, 0, 0, rows),
        _ => new(0, 0, rows, 0),
    };

    private async Task<long[]> HoldersAsync(
        Session session, KeyRange range, CancellationToken cancellationToken)
    {
        var holders = new SortedSet<long>();
        foreach (var moved in Targets.Select(target => target.Moved).OfType<MovedRows>())
        {
            holders.UnionWith(await moved.HoldersAsync(session, range, cancellationToken));
        }

        return [.. holders];
    }

    private async Task<(long Rows, IReadOnlyList<bool> Empty)> LockAsync(
        Session session, KeyRange range, long[] holders, CancellationToken cancellationToken)
    {
        var lockRows = holders.Length > 0
            ? range.Bind(source.LockWith(range), holders)
            : range.Bind(Lock(source, range));
        await using var answers = await session.QueryAsync(
            [lockRows, .. Targets.Select(target => range.Bind(target.IsEmpty(range)))], cancellationToken);
        var rows = await answers.OneAsync(row => row.Get<long>(0), cancellationToken);
        var empty = new List<bool>();
        foreach (var _ in Targets)
        {
            empty.Add(await answers.OneAsync(row => row.Get<bool>(0), cancellationToken));
        }

        return (rows, empty);
    }

    /// <summary>What a statement of a merge does.</summary>
    protected enum Work
    {
        Insert,
        Update,
        Take,
        Delete,
    }
}

using Npgsql;
using Underpin.Postgres;

namespace Underpin.Mappings;

/// <summary>
/// Compares a range of source keys with what is derived from it, and puts it right. Runs in the caller's
/// transaction, which must be READ COMMITTED: every statement after the lock has to see what was committed before it.
/// </summary>
internal abstract class Merge(SourceSql source)
{
    /// <summary>The statement that locks the source rows; tests weaken it to see that the damage it prevents is real.</summary>
    internal Func<SourceSql, KeyRange, Sql> Lock { get; init; } = (source, range) => source.Lock(range);

    public SourceSql Source => source;

    /// <summary>What is compared and put right.</summary>
    public abstract IReadOnlyList<MappedTarget> Targets { get; }

    public static Merge For(ChangeMapping mapping, Direction direction) => direction == Direction.Forward
        ? new ForwardMerge(mapping.SourceSql, mapping.Targets)
        : new ReverseMerge(mapping.SourceSql, mapping.Back);

    /// <summary>How many source rows the range holds, and whether anything differs. Takes no lock, writes nothing.</summary>
    public async Task<(long SourceRows, bool Differs)> ProbeAsync(
        NpgsqlConnection connection, KeyRange range, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { range.Command(source.Count(range)) } };
        foreach (var target in Targets)
        {
            batch.BatchCommands.Add(range.Command(target.Differs(range)));
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var rows = reader.GetInt64(0);
        var differs = false;
        while (await reader.NextResultAsync(cancellationToken))
        {
            await reader.ReadAsync(cancellationToken);
            differs |= reader.GetBoolean(0);
        }

        return (rows, differs);
    }

    /// <summary>Locks the range's source rows, and in later statements brings what is derived from them in line.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="range">The keys to put right.</param>
    /// <param name="again">
    /// It failed before, perhaps of a row that is held for another source key: then that key is locked as well, and the
    /// row taken over. Most ranges meet none, and do not pay for looking.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<MergeCounts> RunAsync(
        NpgsqlConnection connection, KeyRange range, bool again, CancellationToken cancellationToken)
    {
        var holders = again ? await HoldersAsync(connection, range, cancellationToken) : [];
        var (rows, empty) = await LockAsync(connection, range, holders, cancellationToken);
        foreach (var (target, isEmpty) in Targets.Zip(empty))
        {
            // What an empty target is given twice, its key refuses: then we come again.
            if (target.Moved is { } moved && (again || !isEmpty))
            {
                await moved.RequireOneOwnerAsync(connection, range, holders, cancellationToken);
            }
        }

        var work = Statements(range, empty, take: again);
        if (work.Count == 0)
        {
            return new(rows, 0, 0, 0);
        }

        await using var batch = new NpgsqlBatch(connection);
        foreach (var (kind, sql) in work)
        {
            batch.BatchCommands.Add(kind == Work.Take ? range.Command(sql, holders) : range.Command(sql));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
        var counts = new MergeCounts(rows, 0, 0, 0);
        for (var place = 0; place < work.Count; place++)
        {
            var written = batch.BatchCommands[place].RecordsAffected;
            counts += work[place].Work switch
            {
                Work.Insert => new(0, written, 0, 0),
                Work.Delete => new(0, 0, 0, written),
                _ => new(0, 0, written, 0),
            };
        }

        return counts;
    }

    /// <param name="range">The keys to put right.</param>
    /// <param name="empty">For each target, whether it holds nothing of the range.</param>
    /// <param name="take">What is held for other source keys is taken over.</param>
    protected abstract IReadOnlyList<(Work Work, Sql Sql)> Statements(KeyRange range, IReadOnlyList<bool> empty, bool take);

    private async Task<long[]> HoldersAsync(
        NpgsqlConnection connection, KeyRange range, CancellationToken cancellationToken)
    {
        var holders = new SortedSet<long>();
        foreach (var moved in Targets.Select(target => target.Moved).OfType<MovedRows>())
        {
            holders.UnionWith(await moved.HoldersAsync(connection, range, cancellationToken));
        }

        return [.. holders];
    }

    private async Task<(long Rows, IReadOnlyList<bool> Empty)> LockAsync(
        NpgsqlConnection connection, KeyRange range, long[] holders, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                holders.Length > 0 ? range.Command(source.LockWith(range), holders) : range.Command(Lock(source, range)),
            },
        };
        foreach (var target in Targets)
        {
            batch.BatchCommands.Add(range.Command(target.IsEmpty(range)));
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var rows = reader.GetInt64(0);
        var empty = new List<bool>();
        while (await reader.NextResultAsync(cancellationToken))
        {
            await reader.ReadAsync(cancellationToken);
            empty.Add(reader.GetBoolean(0));
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

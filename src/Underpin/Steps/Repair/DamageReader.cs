using System.Globalization;
using Underpin.Mappings;
using Underpin.Postgres;
using Underpin.Steps.Verify;

namespace Underpin.Steps.Repair;

/// <summary>Gathers what the newest verify found and what contained failures left behind.</summary>
internal sealed class DamageReader(Session session, ChangeMapping mapping, int batchSize)
{
    public async Task<Damage> ReadAsync(string change, Direction direction, CancellationToken cancellationToken)
    {
        var verify = await session.ScalarAsync<long?>(
            Sql.Of($"""
            select max(id)
            from underpin.run
            where change = $1 and kind = 'verify' and direction = $2 and finished_at is not null
            """).With(change, direction.ToString().ToLowerInvariant()),
            cancellationToken);
        var ranges = verify is { } run ? await FoundAsync(run, cancellationToken) : [];
        var failures = await new WriteFailures(session).UnresolvedAsync(change, direction, cancellationToken);
        var known = await SourceKeysAsync(failures.Values, cancellationToken);
        var keys = failures.Values.SelectMany(key => known[key]).ToList();
        var gone = failures.Values.Where(key => !known[key].Any()).Distinct().ToList();
        if (gone.Count > 0 && direction == Direction.Forward)
        {
            // Which source keys these rows had, nobody knows any more: but what is left of them belongs to none.
            keys.AddRange(await new Orphans(session, mapping).KeysAsync(cancellationToken));
        }

        return new Damage
        {
            Verify = verify,
            Ranges = [.. ranges.Concat(keys.Select(KeyRange.Only)).Distinct()],
            Failures = [.. failures.Keys],
            Gone = gone,
        };
    }

    /// <summary>
    /// Key by key where every discrepancy has its source key; else the ranges that they are in, in batches.
    /// </summary>
    private async Task<List<KeyRange>> FoundAsync(long verify, CancellationToken cancellationToken)
    {
        var found = await session.QueryAsync(
            Sql.Of($"""
            select distinct source_key,
                count(*) over () = (select coalesce(sum(found), 0) from underpin.batch where run = $1)
            from underpin.discrepancy
            where run = $1 and class <> 'inexpressible' and repaired_at is null
            """).With(verify),
            row => (Key: row.Get<long?>(0), AllAreStored: row.Get<bool>(1)), cancellationToken);
        if (found.All(one => one.Key is not null && one.AllAreStored))
        {
            return [.. found.Select(one => one.Key!.Value).Order().Select(KeyRange.Only)];
        }

        var differing = await session.QueryAsync(
            Sql.Of($"select after, up_to from underpin.batch where run = $1 and found > 0 order by ordinal")
                .With(verify),
            row => new KeyRange(row.Get<long?>(0), row.Get<long?>(1)), cancellationToken);
        var ranges = new List<KeyRange>();
        foreach (var range in differing)
        {
            ranges.AddRange(await SplitAsync(range, cancellationToken));
        }

        return ranges;
    }

    private async Task<List<KeyRange>> SplitAsync(KeyRange range, CancellationToken cancellationToken)
    {
        var ends = await session.QueryAsync(
            range.Bind(mapping.SourceSql.Boundaries(range), batchSize), row => row.Get<long>(0), cancellationToken);
        var ranges = new List<KeyRange>();
        var after = range.After;
        foreach (var end in ends)
        {
            ranges.Add(new(after, end));
            after = end;
        }

        return [.. ranges, range with { After = after }];
    }

    /// <summary>The source keys of the rows that the application calls by these keys.</summary>
    private async Task<ILookup<string, long>> SourceKeysAsync(
        IEnumerable<string> entities, CancellationToken cancellationToken)
    {
        var wanted = entities.Distinct().ToArray();
        var source = mapping.Source;
        if (source.Entity == source.Key)
        {
            // Also where the row is gone: then nothing may be left of it.
            return wanted
                .Select(text =>
                    (text, key: long.TryParse(text, CultureInfo.InvariantCulture, out var key) ? key : (long?)null))
                .Where(pair => pair.key is not null)
                .ToLookup(pair => pair.text, pair => pair.key!.Value);
        }

        var found = await session.QueryAsync(
            Sql.Of($"""
            select {source.Entity}::text, {source.Key}::bigint
            from {source.Table}
            where {source.Entity}::text = any ($1)
            """).With(wanted),
            row => (Entity: row.Get<string>(0), Key: row.Get<long>(1)), cancellationToken);
        return found.ToLookup(pair => pair.Entity, pair => pair.Key);
    }
}

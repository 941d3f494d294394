using System.Data;
using Npgsql;
using NpgsqlTypes;
using Underpin.Mappings;

namespace Underpin.Steps.Verify;

/// <summary>
/// Compares both sides of a range in one snapshot: old and new commit together, so that whatever differs in it is a
/// difference indeed, however much is written meanwhile.
/// </summary>
/// <param name="extraIsInexpressible">The new schema leads: what the old one lacks is what it cannot say.</param>
internal sealed class RangeComparer(NpgsqlConnection connection, Merge sides, bool extraIsInexpressible)
{
    /// <param name="range">The source keys to compare.</param>
    /// <param name="most">How many discrepancies of a target to read.</param>
    public async Task<RangeComparison> CompareAsync(KeyRange range, int most, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(
            IsolationLevel.RepeatableRead, cancellationToken);
        var (rows, counts) = await CountAsync(range, cancellationToken);
        var discrepancies = new List<Discrepancy>();
        foreach (var (target, count) in sides.Targets.Zip(counts).Where(pair => pair.Second.Found > 0))
        {
            discrepancies.AddRange(await ReadAsync(target, range, most, cancellationToken));
        }

        await transaction.CommitAsync(cancellationToken);
        return new(rows, [.. counts.Select(Classify)], discrepancies);
    }

    private TargetCounts Classify(TargetCounts counts) => extraIsInexpressible
        ? counts with { Extra = 0, Inexpressible = counts.Extra }
        : counts;

    private async Task<(long Rows, IReadOnlyList<TargetCounts> Counts)> CountAsync(
        KeyRange range, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { new("set transaction read only"), range.Command(sides.Source.Count(range)) },
        };
        foreach (var target in sides.Targets)
        {
            batch.BatchCommands.Add(range.Command(target.Counts(range)));
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var rows = reader.GetInt64(0);
        var counts = new List<TargetCounts>();
        foreach (var target in sides.Targets)
        {
            await reader.NextResultAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            counts.Add(new TargetCounts(target.Target.Table.Plain)
            {
                Expected = reader.GetInt64(0),
                Actual = reader.GetInt64(1),
                Missing = reader.GetInt64(2),
                Extra = reader.GetInt64(3),
                Stale = reader.GetInt64(4),
            });
        }

        return (rows, counts);
    }

    private async Task<List<Discrepancy>> ReadAsync(
        MappedTarget target, KeyRange range, int most, CancellationToken cancellationToken)
    {
        var command = range.Command(target.Differences(range));
        command.Parameters.Add(new() { Value = most, NpgsqlDbType = NpgsqlDbType.Integer });
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { command } };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var discrepancies = new List<Discrepancy>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var expected = reader.IsDBNull(2) ? null : reader.GetString(2);
            var actual = reader.IsDBNull(3) ? null : reader.GetString(3);
            var differs = reader.GetFieldValue<bool[]>(4);
            discrepancies.Add(new Discrepancy
            {
                Target = target.Target.Table.Plain,
                SourceKey = reader.IsDBNull(0) ? null : reader.GetInt64(0),
                TargetKey = reader.GetString(1),
                Expected = expected,
                Actual = actual,
                Columns = expected is null || actual is null
                    ? []
                    : [.. target.Values.Where((_, place) => differs[place]).Select(value => value.Name.Name)],
                Class = actual is null ? DiscrepancyClass.Missing
                    : expected is not null ? DiscrepancyClass.Stale
                    : extraIsInexpressible ? DiscrepancyClass.Inexpressible
                    : DiscrepancyClass.Extra,
            });
        }

        return discrepancies;
    }
}

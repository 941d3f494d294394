using System.Data;
using Npgsql;
using Underpin.Engine;
using Underpin.Mappings;

namespace Underpin.Steps.Repair;

/// <summary>Puts ranges right one after the other, each in a transaction of its own, like a populate's batch.</summary>
internal sealed class RangeRepair(NpgsqlConnection connection, Merge merge, Run run, TimeProvider time)
{
    private readonly Conflict _conflict = new(seed: 0, time);

    public async Task<MergeCounts> RunAsync(KeyRange range, CancellationToken cancellationToken)
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                return await TryAsync(range, again: failures > 0, cancellationToken);
            }
            catch (Exception exception) when (Conflict.MayRetry(exception, failures))
            {
                await _conflict.BackOffAsync(failures, cancellationToken);
            }
            catch (PostgresException exception) when (connection.FullState.HasFlag(ConnectionState.Open))
            {
                throw await new FailedRange(merge, merge.Source, connection, run)
                    .DescribeAsync(range, exception, cancellationToken);
            }
        }
    }

    private async Task<MergeCounts> TryAsync(KeyRange range, bool again, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(
            IsolationLevel.ReadCommitted, cancellationToken);
        var (rows, differs) = await merge.ProbeAsync(connection, range, cancellationToken);
        var counts = differs
            ? await merge.RunAsync(connection, range, again, cancellationToken)
            : new MergeCounts(rows, 0, 0, 0);
        await transaction.CommitAsync(cancellationToken);
        return counts;
    }
}

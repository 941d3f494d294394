using System.Data;
using Npgsql;
using Underpin.Engine;
using Underpin.Mappings;
using Underpin.Postgres;

namespace Underpin.Steps.Populate;

/// <summary>Takes one range after the other until none is left; any number of them, in any number of processes.</summary>
internal sealed class PopulateWorker(Database database, Run run, Merge merge, Tally tally, Conflict conflict, TimeProvider time)
{
    private readonly BatchClaim _claim = new(run);

    /// <summary>The last range was all but empty: so is the next, most likely, and its probe would tell nothing.</summary>
    private bool _filling;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await WorkSession.OpenAsync(
            database, $"underpin populate {run.Change}", cancellationToken);
        var failures = 0;
        while (true)
        {
            Batch? batch = null;
            try
            {
                await using var transaction = await connection.BeginTransactionAsync(
                    IsolationLevel.ReadCommitted, cancellationToken);
                batch = await _claim.NextAsync(connection, cancellationToken);
                if (batch is null)
                {
                    if (!await _claim.AnyLeftAsync(connection, cancellationToken))
                    {
                        return;
                    }
                }
                else
                {
                    var counts = await WorkAsync(connection, batch, again: failures > 0, cancellationToken);
                    await _claim.DoneAsync(connection, batch, counts, cancellationToken);
                    await transaction.CommitAsync(cancellationToken);
                    failures = 0;
                    await CountAsync(connection, counts, cancellationToken);
                    continue;
                }
            }
            catch (Exception exception) when (batch is not null && Conflict.MayRetry(exception, failures))
            {
                failures++;
                tally.Retry();
                _claim.Again(batch);
                await conflict.BackOffAsync(failures, cancellationToken);
                continue;
            }
            catch (PostgresException exception)
                when (batch is not null && connection.FullState.HasFlag(ConnectionState.Open))
            {
                throw await new FailedRange(merge, merge.Source, connection, run).DescribeAsync(batch.Range, exception, cancellationToken);
            }

            // What is left is in other hands. If those let go of it, we take it up.
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellationToken);
        }
    }

    /// <summary>A range with nothing to do costs no lock and no write but its mark.</summary>
    private async Task<MergeCounts> WorkAsync(
        NpgsqlConnection connection, Batch batch, bool again, CancellationToken cancellationToken)
    {
        if (!_filling)
        {
            var (rows, differs) = await merge.ProbeAsync(connection, batch.Range, cancellationToken);
            if (!differs)
            {
                return new MergeCounts(rows, 0, 0, 0);
            }
        }

        var counts = await merge.RunAsync(connection, batch.Range, again, cancellationToken);
        _filling = counts.Updated + counts.Deleted == 0 && counts.Inserted > counts.SourceRows / 2;
        return counts;
    }

    private async Task CountAsync(NpgsqlConnection connection, MergeCounts counts, CancellationToken cancellationToken)
    {
        if (tally.Add(counts))
        {
            await Statistics.RefreshAsync(connection, merge.Targets, cancellationToken);
        }
    }
}

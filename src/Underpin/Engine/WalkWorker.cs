using Npgsql;
using Underpin.Mappings;
using Underpin.Postgres;

namespace Underpin.Engine;

/// <summary>Takes one range after the other until none is left.</summary>
internal sealed class WalkWorker(
    Database database, Run run, SourceSql source, WalkCount count, Conflict conflict, TimeProvider time)
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(50);

    private readonly BatchClaim _claim = new(run);

    public required TimeSpan LongestRest { get; init; }

    public async Task RunAsync(Func<RangeWork> make, CancellationToken cancellationToken)
    {
        var settings = SessionSettings.ForWork($"underpin {run.Kind.ToString().ToLowerInvariant()} {run.Change}") with
        {
            IdleTimeout = LongestRest,
        };
        await using var session = await database.SessionAsync(settings, cancellationToken);
        await using var work = make();
        var failures = 0;
        while (true)
        {
            Batch? batch = null;
            try
            {
                await using var transaction = await session.BeginAsync(cancellationToken);
                batch = await _claim.NextAsync(session, cancellationToken);
                if (batch is null)
                {
                    if (!await _claim.AnyLeftAsync(session, cancellationToken))
                    {
                        return;
                    }
                }
                else
                {
                    var counts = await work.DoAsync(session, batch, again: failures > 0, cancellationToken);
                    await _claim.DoneAsync(session, batch, counts, cancellationToken);
                    await transaction.CommitAsync(cancellationToken);
                    failures = 0;
                    await work.CommittedAsync(session, count.Add(counts), cancellationToken);
                    continue;
                }
            }
            catch (Exception exception) when (batch is not null && Conflict.MayRetry(exception, failures))
            {
                failures++;
                count.Retry();
                _claim.Again(batch);
                await conflict.BackOffAsync(failures, cancellationToken);
                continue;
            }
            catch (PostgresException exception) when (batch is not null && session.IsOpen)
            {
                throw await new FailedRange(work, source, session, run)
                    .DescribeAsync(batch, exception, cancellationToken);
            }

            // What is left is in other hands. If those let go of it, we take it up.
            await Task.Delay(_look, time, cancellationToken);
        }
    }
}

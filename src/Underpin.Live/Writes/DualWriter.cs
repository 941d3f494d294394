using System.Data;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Npgsql;
using Underpin.Live.Plans;
using Underpin.Live.Telemetry;

namespace Underpin.Live.Writes;

/// <summary>Writes both schemas in one transaction, under one version of the plan.</summary>
internal sealed class DualWriter(
    NpgsqlDataSource dataSource,
    Instance instance,
    UnderpinOptions options,
    Func<Caller> caller,
    LiveTelemetry telemetry,
    ILogger logger)
{
    private readonly Containment _containment = new(dataSource, instance, options.FollowerTimeout);

    public async Task WriteAsync(LiveChange change, DualWrite write, CancellationToken cancellationToken)
    {
        using var activity = LiveTelemetry.StartWrite(change.Name);
        var retry = new Retry(change, instance);
        FollowerFailure? without = null;
        while (true)
        {
            var plan = change.Enter();
            try
            {
                var sides = await plan.WriteSidesAsync(write.Key, caller);
                if (sides.UsesOld)
                {
                    change.UsedOld(plan);
                }

                var attempt = new WriteAttempt(plan.Plan, write, sides, retry)
                {
                    BehindSavepoint = change.FollowerMayFail,
                    Without = without?.Follower == sides.Follower ? without : null,
                };
                without = await AttemptAsync(change, attempt, cancellationToken);
                if (without is null)
                {
                    telemetry.Written(activity, plan.Plan, sides);
                    return;
                }
            }
            catch (Exception exception) when (retry.MayHelp(exception))
            {
                if (!await retry.PrepareAsync(plan, exception, cancellationToken))
                {
                    throw;
                }

                telemetry.Retried(change.Name);
            }
            finally
            {
                change.Leave(plan);
            }
        }
    }

    /// <summary>
    /// Null once committed; else the follower took the transaction with it, and this is its failure: the write is run
    /// again without the follower.
    /// </summary>
    /// <remarks>
    /// A savepoint costs a round of messages and a subtransaction, in every write, for what hardly ever happens; once
    /// it did happen, writes are run behind one for a while.
    /// </remarks>
    private async Task<FollowerFailure?> AttemptAsync(
        LiveChange change, WriteAttempt attempt, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        Runaway? stillRunning = null;
        try
        {
            // Ended with the connection: a follower that still runs may not have it taken away under its hands.
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
            await attempt.LeadAsync(transaction, cancellationToken);
            var ending = new Ending(transaction, attempt, instance, telemetry, logger);
            if (!attempt.Sides.Both)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await ending.CommitAsync();
                return null;
            }

            if (attempt.Without is { } earlier)
            {
                await Containment.SaveAsync(transaction, cancellationToken);
                await ending.CommitWithoutAsync(earlier);
                return null;
            }

            if (attempt.BehindSavepoint)
            {
                await Containment.SaveAsync(transaction, cancellationToken);
            }

            var (failure, running) = await _containment.RunAsync(
                transaction, ct => attempt.FollowAsync(transaction, ct), cancellationToken);
            if (failure is not null && attempt.Retry.MayHelpFollower(failure))
            {
                ExceptionDispatchInfo.Throw(failure);
            }

            cancellationToken.ThrowIfCancellationRequested();
            failure ??= await ending.CommitBothAsync();
            if (failure is null)
            {
                return null;
            }

            change.FollowerFailed();
            var contained = FollowerFailure.Of(attempt.Sides.Follower, failure);
            stillRunning = running;
            if (!attempt.BehindSavepoint || running is not null || connection.State != ConnectionState.Open)
            {
                return contained;
            }

            await ending.CommitWithoutAsync(contained);
            return null;
        }
        finally
        {
            if (stillRunning is null)
            {
                await connection.DisposeAsync();
            }
            else
            {
                await _containment.AbandonAsync(connection, stillRunning);
            }
        }
    }
}

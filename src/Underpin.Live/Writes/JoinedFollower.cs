using Npgsql;
using Underpin.Live.Plans;
using Underpin.Live.Telemetry;

namespace Underpin.Live.Writes;

/// <summary>Runs a follower's write in a transaction that the application goes on with.</summary>
internal sealed class JoinedFollower(Joining joining)
{
    private readonly string _side = SideName.Of(joining.Sides.Follower);

    public async Task RunAsync(Func<CancellationToken, Task> follower, CancellationToken cancellationToken)
    {
        var failure = await TryAsync(follower, cancellationToken);
        if (failure is null)
        {
            var violation = await CheckDeferredAsync(cancellationToken);
            if (violation is null)
            {
                return;
            }

            await JoinedBatch.RunAsync(joining, [Containment.RollBack()], cancellationToken);
            if (await CheckDeferredAsync(cancellationToken) is null)
            {
                failure = violation;
            }
            else
            {
                // What is violated is the application's own doing, which it may have yet to put right: nothing can be
                // told of the follower before the commit.
                await JoinedBatch.RunAsync(joining, [Containment.RollBack()], cancellationToken);
                failure = await TryAsync(follower, cancellationToken);
            }
        }

        if (failure is not null)
        {
            await RecordAsync(FollowerFailure.Of(joining.Sides.Follower, failure), cancellationToken);
        }
    }

    private async Task<Exception?> TryAsync(Func<CancellationToken, Task> follower, CancellationToken cancellationToken)
    {
        await Containment.SaveAsync(joining.Transaction, cancellationToken);
        var (failure, running) = await joining.Containment.RunAsync(joining.Transaction, follower, cancellationToken);
        if (running is not null)
        {
            // The connection is the application's: there is no going on without it.
            await running.Write.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return failure;
    }

    // The transaction goes on after this, so the constraints' mode, and what they have yet to check, must stay as it
    // was: rolling back to a savepoint restores both.
    private async Task<PostgresException?> CheckDeferredAsync(CancellationToken cancellationToken)
    {
        try
        {
            await JoinedBatch.RunAsync(
                joining,
                [
                    new("savepoint underpin_check"),
                    new("set constraints all immediate"),
                    new("rollback to savepoint underpin_check"),
                    new("release savepoint underpin_check"),
                ],
                cancellationToken);
            return null;
        }
        catch (PostgresException exception)
        {
            return exception;
        }
    }

    private async Task RecordAsync(FollowerFailure failure, CancellationToken cancellationToken)
    {
        joining.Telemetry.FollowerFailed(joining.Change.Name, _side);
        joining.Logger.FollowerFailed(joining.Change.Name, _side, failure.Reason);
        var record = failure.Record(joining.Plan.Plan, joining.Key, joining.Instance.Name.Id);
        try
        {
            await JoinedBatch.RunAsync(joining, [Containment.RollBack(), record], cancellationToken);
        }
        catch (PostgresException exception)
        {
            joining.Logger.FailureNotRecorded(joining.Change.Name, _side, exception.SqlState);
            await JoinedBatch.RunAsync(joining, [Containment.RollBack()], cancellationToken);
        }
    }
}

using Microsoft.Extensions.Logging;
using Npgsql;
using Underpin.Live.Plans;
using Underpin.Live.Telemetry;

namespace Underpin.Live.Writes;

/// <summary>
/// How a transaction of ours ends: what is left to do, the assertion and the commit go to the server together.
/// </summary>
/// <remarks>
/// It takes no cancellation token: whoever cancels here would not learn whether the commit took place.
/// </remarks>
internal sealed class Ending(
    NpgsqlTransaction transaction, WriteAttempt attempt, Instance instance, LiveTelemetry telemetry, ILogger logger)
{
    public Task CommitAsync() => RunAsync([]);

    /// <summary>
    /// Has deferred constraints checked while the leader's write can still be saved. Null once committed; else what
    /// was violated.
    /// </summary>
    public Task<PostgresException?> CommitBothAsync() => RunAsync([], bothWritten: true);

    /// <summary>Commits the leader's write alone, with a record of the failure for repair.</summary>
    public async Task CommitWithoutAsync(FollowerFailure failure)
    {
        var follower = SideName.Of(failure.Follower);
        telemetry.FollowerFailed(attempt.Plan.Change, follower);
        logger.FollowerFailed(attempt.Plan.Change, follower, failure.Reason);
        var record = failure.Record(attempt.Plan, attempt.Write.Key, instance.Name.Id);
        if (await RunAsync([Containment.RollBack(), record]) is { } exception)
        {
            logger.FailureNotRecorded(attempt.Plan.Change, follower, exception.SqlState);
            if (await RunAsync([Containment.RollBack()]) is { } another)
            {
                throw another;
            }
        }
    }

    /// <summary>Null once committed; the error where one of the commands before the assertion failed.</summary>
    private async Task<PostgresException?> RunAsync(
        IReadOnlyList<NpgsqlBatchCommand> before, bool bothWritten = false)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        foreach (var command in before)
        {
            batch.BatchCommands.Add(command);
        }

        batch.BatchCommands.Add(Fence.Assert(attempt.Plan, bothWritten));
        batch.BatchCommands.Add(new("commit"));
        NpgsqlDataReader reader;
        // Once a session. It also spares what the server has cached for that session, which Npgsql otherwise has
        // discarded whenever a connection goes back to its pool.
        if (before.Count == 0 && instance.IsDirect)
        {
            await batch.PrepareAsync(CancellationToken.None);
        }

        try
        {
            // Comes back with the first result, which is the assertion's.
            reader = await batch.ExecuteReaderAsync(CancellationToken.None);
        }
        catch (PostgresException exception)
            when ((before.Count > 0 || bothWritten) && !ServerError.IsSerializationFailure(exception))
        {
            return exception;
        }

        await using (reader)
        {
            // The commit's own failure is thrown here.
            await reader.NextResultAsync(CancellationToken.None);
        }

        return null;
    }
}

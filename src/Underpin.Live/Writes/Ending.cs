using Microsoft.Extensions.Logging;
using Npgsql;
using Underpin.Live.Plans;
using Underpin.Live.Telemetry;

namespace Underpin.Live.Writes;

/// <summary>
/// How a transaction of ours ends: what is left to do, the assertion and the commit go to the server together.
/// </summary>
/// <remarks>It takes no cancellation token: whoever cancels here would not learn whether the commit took place.</remarks>
internal sealed class Ending(NpgsqlTransaction transaction, Plan plan, string key, Guid instance, ILogger logger)
{
    public Task CommitAsync() => RunAsync([]);

    /// <summary>Has the follower's deferred constraints checked while its savepoint can still save the leader.</summary>
    public async Task CommitBothAsync(Side follower)
    {
        var check = new NpgsqlBatchCommand("set constraints all immediate");
        try
        {
            await RunAsync([check]);
        }
        catch (PostgresException exception) when (Fence.Raised(exception, check))
        {
            await CommitWithoutAsync(FollowerFailure.Of(follower, exception));
        }
    }

    /// <summary>Commits the leader's write alone, with a record of the failure for repair.</summary>
    public async Task CommitWithoutAsync(FollowerFailure failure)
    {
        logger.FollowerFailed(plan.Change, SideName.Of(failure.Follower), failure.Reason);
        var record = failure.Record(plan, key, instance);
        try
        {
            await RunAsync([Containment.RollBack(), record]);
        }
        catch (PostgresException exception) when (Fence.Raised(exception, record))
        {
            logger.FailureNotRecorded(plan.Change, SideName.Of(failure.Follower), exception);
            await RunAsync([Containment.RollBack()]);
        }
    }

    private async Task RunAsync(IReadOnlyList<NpgsqlBatchCommand> before)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        foreach (var command in before)
        {
            batch.BatchCommands.Add(command);
        }

        batch.BatchCommands.Add(Fence.Assert(plan));
        batch.BatchCommands.Add(new("commit"));
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
    }
}

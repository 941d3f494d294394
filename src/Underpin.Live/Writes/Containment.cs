using Npgsql;

namespace Underpin.Live.Writes;

/// <summary>Runs a follower's write so that whatever becomes of it, the leader's stands.</summary>
internal static class Containment
{
    public const string Savepoint = "underpin_follower";

    /// <summary>Runs it behind a savepoint, for so long at most; gives its exception back rather than throwing it.</summary>
    /// <remarks>The savepoint costs no round trip: Npgsql sends it with the next statement.</remarks>
    public static async Task<Exception?> RunAsync(
        NpgsqlTransaction transaction,
        Func<CancellationToken, Task> follower,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        await transaction.SaveAsync(Savepoint, cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            await follower(limit.Token);
            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return limit.IsCancellationRequested
                ? new TimeoutException($"it took longer than {timeout.TotalSeconds} s", exception)
                : exception;
        }
    }

    public static NpgsqlBatchCommand RollBack() => new($"rollback to savepoint {Savepoint}");
}

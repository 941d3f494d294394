using Npgsql;
using Underpin.Live.Plans;

namespace Underpin.Live.Writes;

/// <summary>Runs a follower's write so that whatever becomes of it, the leader's stands.</summary>
internal sealed class Containment(NpgsqlDataSource dataSource, Instance instance, TimeSpan timeout)
{
    private const string Savepoint = "underpin_follower";

    // What is given to a follower to notice its token, and then to the server to stop its statement.
    private static readonly TimeSpan _grace = TimeSpan.FromMilliseconds(250);

    public static NpgsqlBatchCommand RollBack() => new($"rollback to savepoint {Savepoint}");

    /// <summary>Sets the savepoint; no round trip, for Npgsql sends it with the next statement.</summary>
    public static Task SaveAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        transaction.SaveAsync(Savepoint, cancellationToken);

    /// <summary>Runs it for so long at most; gives its exception back rather than throwing it.</summary>
    public async Task<FollowerOutcome> RunAsync(
        NpgsqlTransaction transaction, Func<CancellationToken, Task> follower, CancellationToken cancellationToken)
    {
        var process = await ProcessAsync(transaction.Connection!, cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        Task running = Task.CompletedTask;
        try
        {
            running = follower(limit.Token);
            if (!running.IsCompleted && !await EndsInTimeAsync(running, timeout + _grace))
            {
                // It does not look at its token: have the server end its statement.
                await SignalAsync("select pg_cancel_backend($1)", process);
                if (!await EndsInTimeAsync(running, _grace))
                {
                    return new(TookTooLong(inner: null), new(running, process));
                }
            }

            await running;
            return limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested
                ? new(TookTooLong(inner: null), StillRunning: null)
                : new(Failure: null, StillRunning: null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new(limit.IsCancellationRequested ? TookTooLong(exception) : exception, StillRunning: null);
        }
    }

    /// <summary>
    /// Ends the session of a follower that nothing else could end, so that it holds no lock any longer.
    /// </summary>
    public async Task AbandonAsync(NpgsqlConnection connection, Runaway runaway)
    {
        await SignalAsync("select pg_terminate_backend($1)", runaway.Process);
        _ = CloseAfterAsync(connection, runaway.Write);
    }

    /// <summary>Which session to signal: what a pooler calls it may be somebody else's number on the server.</summary>
    private async ValueTask<int> ProcessAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (instance.IsDirect)
        {
            return connection.ProcessID;
        }

        await using var command = new NpgsqlCommand("select pg_backend_pid()", connection);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task CloseAfterAsync(NpgsqlConnection connection, Task stillRunning)
    {
        await stillRunning.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await connection.DisposeAsync();
    }

    private TimeoutException TookTooLong(Exception? inner) =>
        new($"It took longer than the follower's {timeout.TotalSeconds} s.", inner);

    private static async Task<bool> EndsInTimeAsync(Task running, TimeSpan time)
    {
        await running.WaitAsync(time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return running.IsCompleted;
    }

    private async Task SignalAsync(string sql, int process)
    {
        try
        {
            await using var command = dataSource.CreateCommand(sql);
            command.Parameters.Add(new() { Value = process });
            command.CommandTimeout = 1;
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // No connection to be had: what still runs is waited for, or given up, all the same.
        }
    }
}

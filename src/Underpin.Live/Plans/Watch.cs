using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Underpin.Live.Telemetry;

namespace Underpin.Live.Plans;

/// <summary>
/// Keeps the plans and the lease fresh while the host runs: told by NOTIFY at once, and asking besides.
/// </summary>
internal sealed class Watch(
    NpgsqlDataSource dataSource, Instance instance, UnderpinOptions options, ILogger logger)
    : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Before anything is served: a first look, which may fail (reads then wait for a later one).</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        _running = Task.WhenAll(PollAsync(_stopping.Token), ListenAsync(_stopping.Token));
    }

    /// <summary>After everything that serves has stopped.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running;
        try
        {
            await instance.LeaveAsync(cancellationToken);
        }
        catch (Exception exception)
            when (exception is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            logger.LeaveFailed(exception);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stopping.Dispose();

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await instance.WaitForWakeUpAsync(options.Poll, cancellationToken);
                await RefreshAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            await instance.RefreshAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it was (no network, no permission), the next poll tries again and the lease
            // runs out meanwhile: a background task that ended would be worse.
            logger.RefreshFailed(exception);
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ListenOnceAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                logger.ListenFailed(exception);
                await Task.Delay(options.Poll, cancellationToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenOnceAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, _) => instance.WakeUp();
        await using (var listen = new NpgsqlCommand("listen underpin_plan", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        // What was announced before we listened is found by looking.
        instance.WakeUp();
        await using var alive = new NpgsqlCommand("select 1", connection);
        while (true)
        {
            if (!await connection.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken))
            {
                await alive.ExecuteNonQueryAsync(cancellationToken);
            }
        }
    }
}

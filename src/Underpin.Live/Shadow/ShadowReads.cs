using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Underpin.Live.Plans;
using Underpin.Live.Telemetry;

namespace Underpin.Live.Shadow;

/// <summary>
/// Runs shadow reads off the callers' path: so many at once, so many waiting, each for so long; further ones are shed.
/// Nothing that goes wrong here reaches a caller.
/// </summary>
internal sealed class ShadowReads(
    NpgsqlDataSource dataSource, Instance instance, UnderpinOptions options, LiveTelemetry telemetry, ILogger logger)
    : IHostedService, IDisposable
{
    private static readonly TimeSpan _flush = TimeSpan.FromSeconds(1);

    private readonly Channel<ShadowJob> _jobs = Channel.CreateBounded<ShadowJob>(
        new BoundedChannelOptions(options.ShadowQueue) { FullMode = BoundedChannelFullMode.Wait });

    private readonly ShadowLedger _ledger = new(dataSource, instance.Name.Id);
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Takes a read along if there is room.</summary>
    public void Offer(ShadowJob job)
    {
        if (!_jobs.Writer.TryWrite(job))
        {
            Count(job, "shed", new(Shed: 1));
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.WhenAll(
            Enumerable.Range(0, options.ShadowConcurrency).Select(_ => Task.Run(WorkAsync, CancellationToken.None))
                .Append(Task.Run(FlushRegularlyAsync, CancellationToken.None)));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _jobs.Writer.TryComplete();
        await _stopping.CancelAsync();

        // A read that does not look at its token is left behind.
        await Task.WhenAny(_running, Task.Delay(_flush, cancellationToken));
        await FlushAsync(cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task WorkAsync()
    {
        while (await _jobs.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (!_stopping.IsCancellationRequested && _jobs.Reader.TryRead(out var job))
            {
                await RunAsync(job);
            }

            if (_stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task RunAsync(ShadowJob job)
    {
        var plan = job.Change.Enter();
        try
        {
            // While it waited, the plan may have moved, or may be out of sight: then there is nothing to compare.
            if (!plan.IsShadowed || !instance.Lease.IsValid)
            {
                return;
            }

            job.Change.UsedOld(plan);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            limit.CancelAfter(options.ShadowTimeout);
            var outcome = await job.RunAsync(dataSource, limit.Token);
            if (!outcome.IsSame)
            {
                await _ledger.KeepAsync(job, plan.Plan, outcome, limit.Token);
            }

            Count(
                job,
                outcome.IsSame ? "same" : outcome.Known is null ? "mismatched" : "known",
                new(Compared: 1, Mismatched: outcome.IsSame ? 0 : 1));
        }
        catch (Exception exception) when (!_stopping.IsCancellationRequested)
        {
            // The follower, the comparer or the connection: whatever it was, the caller has long been answered.
            logger.ShadowFailed(job.Change.Name, job.Path, exception.GetType().Name);
            Count(job, "failed", new(Failed: 1));
        }
        catch (Exception)
        {
            // The host stops.
        }
        finally
        {
            job.Change.Leave(plan);
        }
    }

    private void Count(ShadowJob job, string outcome, ShadowCounts counts)
    {
        telemetry.Shadowed(job.Change.Name, job.Path, outcome);
        _ledger.Add(job.Change.Name, job.Path, counts);
    }

    private async Task FlushRegularlyAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            await Task.Delay(_flush, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await FlushAsync(CancellationToken.None);
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _ledger.FlushAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            logger.CountsNotWritten(exception.GetType().Name);
        }
    }
}

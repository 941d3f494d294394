using System.Data.Common;
using Microsoft.Extensions.Logging;
using Underpin.Live.Telemetry;

namespace Underpin.Live.Plans;

/// <summary>This process among all that run the application: its changes, their plans, and its lease on them.</summary>
internal sealed class Instance : IDisposable
{
    private readonly PlanStore _store;
    private readonly Dictionary<string, LiveChange> _changes;
    private readonly string[] _names;
    private readonly TimeSpan _refreshTimeout;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private readonly SemaphoreSlim _wakeUp = new(0, 1);
    private long[] _acknowledged = [];

    public Instance(
        PlanStore store, IReadOnlyList<string> changes, UnderpinOptions options, TimeProvider time, ILogger logger)
    {
        _store = store;
        _logger = logger;
        _names = [.. changes];
        _changes = changes.ToDictionary(name => name, name => new LiveChange(name, time) { Drained = WakeUp });
        Name = InstanceName.Create(options.Application, time);
        Lease = new Lease(options.Lease, time);
        _refreshTimeout = options.Lease / 2;
    }

    public InstanceName Name { get; }

    public Lease Lease { get; }

    /// <inheritdoc cref="PlanStore.IsDirect"/>
    public bool IsDirect => _store.IsDirect;

    public IReadOnlyCollection<LiveChange> Changes => _changes.Values;

    public LiveChange Change(string name) => _changes[name];

    /// <summary>Has the plan looked at soon, without waiting for it.</summary>
    public void WakeUp()
    {
        if (_wakeUp.CurrentCount == 0)
        {
            try
            {
                _wakeUp.Release();
            }
            catch (SemaphoreFullException)
            {
                // Another thread was first; once is enough.
            }
        }
    }

    public Task<bool> WaitForWakeUpAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        _wakeUp.WaitAsync(timeout, cancellationToken);

    /// <summary>Reads the plans anew; returns once a look that began after this call ended is done.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) => RefreshUnlessAsync(() => false, cancellationToken);

    /// <summary>Reads the plans anew unless the lease turned out to be valid by now; throws where it cannot.</summary>
    public Task RefreshLeaseAsync(CancellationToken cancellationToken) =>
        RefreshUnlessAsync(() => Lease.IsValid, cancellationToken);

    /// <summary>Reads the plans anew unless the change is past this version by now.</summary>
    public Task RefreshPastAsync(LiveChange change, PlanInForce plan, CancellationToken cancellationToken) =>
        RefreshUnlessAsync(() => !ReferenceEquals(change.Current, plan), cancellationToken);

    /// <summary>
    /// Reads the plans anew unless the change is past this version by now; the next poll does where this fails.
    /// </summary>
    public async Task TryRefreshPastAsync(LiveChange change, PlanInForce plan, CancellationToken cancellationToken)
    {
        try
        {
            await RefreshPastAsync(change, plan, cancellationToken);
        }
        catch (Exception exception) when (exception is DbException or TimeoutException)
        {
            _logger.RefreshFailed(exception);
        }
    }

    /// <summary>Takes this instance out of <c>underpin.instance</c>, unless an operation still runs.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        if (_changes.Values.All(change => change.IsIdle))
        {
            await _store.RemoveAsync(Name.Id, cancellationToken);
        }
    }

    public void Dispose()
    {
        _refreshing.Dispose();
        _wakeUp.Dispose();
    }

    private async Task RefreshUnlessAsync(Func<bool> isEnough, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_refreshTimeout);
        await _refreshing.WaitAsync(limit.Token);
        try
        {
            if (!isEnough())
            {
                await RefreshOnceAsync(limit.Token);
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("The plan could not be read in time.", exception);
        }
        finally
        {
            _refreshing.Release();
        }
    }

    private async Task RefreshOnceAsync(CancellationToken cancellationToken)
    {
        var acknowledgements = _names
            .Select(name => _changes[name])
            .Select(change => new Acknowledgement(change.Name, change.Acknowledged, change.OldUsedAgo))
            .ToArray();
        var versions = acknowledgements.Select(change => change.Version).ToArray();
        var renews = !versions.SequenceEqual(_acknowledged)
            || Lease.RenewedAgo is not { } ago || ago >= Lease.Length / 3;

        // The lease counts from here: what is read below was true later than this moment.
        var moment = Lease.Now();
        var plans = await _store.ReadAsync(
            _names, renews ? new Renewal(Name, Lease.Length, acknowledgements) : null, cancellationToken);
        foreach (var plan in plans)
        {
            if (_changes[plan.Change].Adopt(plan))
            {
                _logger.PlanAdopted(plan.Change, plan.Version);
                if (plan.UnknownStage is { } stage)
                {
                    _logger.StageUnknown(plan.Change, stage);
                }
            }
        }

        if (renews)
        {
            _acknowledged = versions;
            Lease.RenewedAt(moment);
        }

        if (_changes.Values.Any(change => change.Acknowledged != versions[Array.IndexOf(_names, change.Name)]))
        {
            WakeUp();
        }
    }
}

namespace Underpin.Live.Plans;

/// <summary>
/// A change as this instance sees it: the plan in force, and the operations still running under earlier ones.
/// </summary>
internal sealed class LiveChange(string name, TimeProvider time)
{
    // Long enough that a follower that fails every time costs next to nothing, short enough that one failure soon does.
    private static readonly TimeSpan _wary = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly List<PlanInForce> _earlier = [];
    private volatile PlanInForce _current = new(Plan.NotBegun(name, installed: false));
    private long _oldUsed;
    private long _followerFailed;

    public string Name { get; } = name;

    public PlanInForce Current => _current;

    /// <summary>Called when the last operation under an earlier plan ended.</summary>
    public Action? Drained { get; set; }

    /// <summary>The version that nothing in this instance is older than.</summary>
    public long Acknowledged
    {
        get
        {
            lock (_gate)
            {
                ForgetEarlier();
                return _earlier.Append(_current).Min(plan => plan.Plan.Version);
            }
        }
    }

    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return _current.IsIdle && _earlier.TrueForAll(plan => plan.IsIdle);
            }
        }
    }

    /// <summary>
    /// How long ago the old schema was last used; null where it never was. Once it is no longer written, what ran under
    /// an earlier plan counts until it has ended, and then no more: an operation that was overtaken by the plan is no
    /// sign that something still uses the old schema.
    /// </summary>
    public TimeSpan? OldUsedAgo
    {
        get
        {
            lock (_gate)
            {
                ForgetEarlier();
                var used = _earlier.Append(_current).Max(plan => plan.OldUsed);
                used = _current.Plan.NewOnly ? used : Math.Max(used, _oldUsed);
                return used == 0 ? null : time.GetElapsedTime(used);
            }
        }
    }

    /// <summary>A follower's write failed a short while ago, so the next one may well.</summary>
    public bool FollowerMayFail => Volatile.Read(ref _followerFailed) is var failed and not 0
        && time.GetElapsedTime(failed) < _wary;

    public void FollowerFailed() => Volatile.Write(ref _followerFailed, time.GetTimestamp());

    public void UsedOld(PlanInForce plan) => plan.OldUsed = time.GetTimestamp();

    /// <summary>Begins an operation under the plan in force; ended with <see cref="Leave"/>.</summary>
    public PlanInForce Enter()
    {
        while (true)
        {
            var plan = _current;
            plan.Enter();

            // Either Adopt sees this operation, or this sees the plan that Adopt put in force.
            if (ReferenceEquals(plan, _current))
            {
                return plan;
            }

            Leave(plan);
        }
    }

    public void Leave(PlanInForce plan)
    {
        if (plan.Leave() && !ReferenceEquals(plan, _current))
        {
            Drained?.Invoke();
        }
    }

    /// <summary>Puts a plan in force for every operation that begins from now on; false where it was already.</summary>
    public bool Adopt(Plan plan)
    {
        lock (_gate)
        {
            if (plan.IsSameVersionAs(_current.Plan))
            {
                return false;
            }

            _earlier.Add(_current);
            _current = new PlanInForce(plan);
            Interlocked.MemoryBarrier();
            return true;
        }
    }

    private void ForgetEarlier()
    {
        for (var i = _earlier.Count - 1; i >= 0; i--)
        {
            if (_earlier[i].IsIdle)
            {
                _oldUsed = Math.Max(_oldUsed, _earlier[i].OldUsed);
                _earlier.RemoveAt(i);
            }
        }
    }
}

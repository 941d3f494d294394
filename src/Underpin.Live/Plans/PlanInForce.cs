using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;

namespace Underpin.Live.Plans;

/// <summary>
/// One version of a plan with the operations that run under it: whatever they ask, this version answers.
/// </summary>
internal sealed class PlanInForce
{
    private static readonly ContextualTargetingFilter _targeting =
        new(Options.Create(new TargetingEvaluationOptions()), NullLoggerFactory.Instance);

    private readonly FeatureManager _flags;
    private readonly string _write;
    private readonly string _read;
    private readonly bool? _writesForAll;
    private readonly bool? _readsForAll;
    private readonly uint _shadowed;
    private int _operations;
    private long _oldUsed;
    private uint _reads;

    public PlanInForce(Plan plan)
    {
        Plan = plan;
        Features = new PlanFeatures(plan);
        _flags = new FeatureManager(Features) { FeatureFilters = [_targeting] };
        _write = PlanFeatures.WriteName(plan.Change);
        _read = PlanFeatures.ReadName(plan.Change);
        _writesForAll = plan.Leader == Side.New ? true : plan.Write.ForAll;
        _readsForAll = plan.NewOnly ? true : plan.Read.ForAll;
        _shadowed = plan.WritesBothAlways ? (uint)(plan.ShadowPercent / 100 * uint.MaxValue) : 0;
    }

    public Plan Plan { get; }

    public PlanFeatures Features { get; }

    /// <summary>The timestamp at which an operation under this plan last turned to the old schema; 0: never.</summary>
    public long OldUsed
    {
        get => Volatile.Read(ref _oldUsed);
        set => Volatile.Write(ref _oldUsed, value);
    }

    public bool IsIdle => Volatile.Read(ref _operations) == 0;

    /// <summary>Whether some reads are asked of both sides: only where every write reaches both.</summary>
    public bool IsShadowed => _shadowed > 0;

    public void Enter() => Interlocked.Increment(ref _operations);

    /// <summary>True where this was the last operation under the plan.</summary>
    public bool Leave() => Interlocked.Decrement(ref _operations) == 0;

    /// <summary>Picks the share of the reads that the plan says, evenly spread (Weyl's sequence).</summary>
    public bool IsShadowDue() =>
        _shadowed > 0 && unchecked(Interlocked.Increment(ref _reads) * 2654435769u) <= _shadowed;

    public async ValueTask<WriteSides> WriteSidesAsync(string key, Func<Caller> caller)
    {
        Plan.RequireKnownStage();
        if (Plan.NewOnly)
        {
            return new(Side.New, Both: false);
        }

        var both = _writesForAll ?? await IsOnAsync(_write, Plan.Write, key, caller);
        return new(Plan.Leader, both);
    }

    public async ValueTask<Side> ReadSideAsync(string key, Func<Caller> caller)
    {
        Plan.RequireKnownStage();
        return _readsForAll ?? await IsOnAsync(_read, Plan.Read, key, caller) ? Side.New : Side.Old;
    }

    private async ValueTask<bool> IsOnAsync(string feature, Rollout rollout, string key, Func<Caller> caller) =>
        rollout.IsByKeyAlone
            ? Percentile.Of(key, feature) < rollout.Percent
            : await _flags.IsEnabledAsync(feature, new TargetingContext { UserId = key, Groups = Groups(caller()) });

    private static IEnumerable<string> Groups(Caller caller) =>
        caller.User is null ? caller.Groups : [.. caller.Groups, PlanFeatures.UserPrefix + caller.User];
}

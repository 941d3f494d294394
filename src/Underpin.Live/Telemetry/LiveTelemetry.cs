using System.Diagnostics;
using System.Diagnostics.Metrics;
using Underpin.Live.Plans;

namespace Underpin.Live.Telemetry;

/// <summary>
/// Traces and metrics, all under the name <c>Underpin.Live</c>: <c>AddSource("Underpin.Live")</c>,
/// <c>AddMeter("Underpin.Live")</c>.
/// </summary>
internal sealed class LiveTelemetry : IDisposable
{
    public const string Name = "Underpin.Live";

    private static readonly ActivitySource _activities = new(Name);

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _writes;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _followerFailures;
    private readonly Counter<long> _reads;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _shadow;

    public LiveTelemetry()
    {
        _writes = _meter.CreateCounter<long>(
            "underpin.writes", "{write}", "Committed writes, by the sides they reached");
        _retries = _meter.CreateCounter<long>("underpin.write.retries", "{try}", "Transactions run again");
        _followerFailures = _meter.CreateCounter<long>(
            "underpin.follower.failures", "{write}", "Follower's writes that failed and were contained");
        _reads = _meter.CreateCounter<long>("underpin.reads", "{read}", "Reads, by the side that answered");
        _refused = _meter.CreateCounter<long>(
            "underpin.reads.refused", "{read}", "Reads refused because the plan could not be confirmed");
        _shadow = _meter.CreateCounter<long>(
            "underpin.shadow.reads", "{read}", "Shadow reads: same, known, mismatched, failed or shed");
    }

    /// <summary>Has the plan's version and the lease's age measured whenever metrics are collected.</summary>
    public void Observe(Instance instance)
    {
        _meter.CreateObservableGauge(
            "underpin.plan.version",
            () => instance.Changes.Select(
                change => new Measurement<long>(change.Current.Plan.Version, Of(change.Name))),
            description: "The version of the plan that this instance follows");
        _meter.CreateObservableGauge(
            "underpin.lease.age",
            () => instance.Lease.RenewedAgo is { } age ? new Measurement<double>[] { new(age.TotalSeconds) } : [],
            "s", "Time since the lease was renewed");
    }

    public static Activity? StartWrite(string change) => Start("underpin.write", change);

    public static Activity? StartRead(string change, string path)
    {
        var activity = Start("underpin.read", change);
        activity?.SetTag("underpin.path", path);
        return activity;
    }

    public void Written(Activity? activity, Plan plan, WriteSides sides)
    {
        var reached = sides.Both ? "both" : SideName.Of(sides.Leader);
        activity?.SetTag("underpin.plan", plan.Version).SetTag("underpin.sides", reached);
        _writes.Add(1, Of(plan.Change), new("underpin.sides", reached));
    }

    public void Retried(string change) => _retries.Add(1, Of(change));

    public void FollowerFailed(string change, string follower) =>
        _followerFailures.Add(1, Of(change), new("underpin.follower", follower));

    public void HasRead(Activity? activity, Plan plan, Side side)
    {
        activity?.SetTag("underpin.plan", plan.Version).SetTag("underpin.side", SideName.Of(side));
        _reads.Add(1, Of(plan.Change), new("underpin.side", SideName.Of(side)));
    }

    public void Refused(string change) => _refused.Add(1, Of(change));

    public void Shadowed(string change, string path, string outcome) =>
        _shadow.Add(1, Of(change), new("underpin.path", path), new("underpin.outcome", outcome));

    public void Dispose() => _meter.Dispose();

    private static Activity? Start(string name, string change)
    {
        var activity = _activities.StartActivity(name);
        activity?.SetTag("underpin.change", change);
        return activity;
    }

    private static KeyValuePair<string, object?> Of(string change) => new("underpin.change", change);
}

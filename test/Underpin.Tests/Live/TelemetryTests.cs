using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Underpin.Tests.Live;

public sealed class TelemetryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_happens_is_told_by_traces_and_metrics()
    {
        var measured = new ConcurrentBag<string>();
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Underpin.Live")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.Add(
            string.Join(' ', [instrument.Name, value, .. tags.ToArray().Select(tag => tag.Value)])));
        meters.SetMeasurementEventCallback<double>((instrument, _, _, _) => measured.Add(instrument.Name));
        meters.Start();
        var spans = new ConcurrentBag<string>();
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Underpin.Live",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => spans.Add(
                string.Join(' ', [activity.OperationName, .. activity.Tags.Select(tag => tag.Value)])),
        };
        ActivitySource.AddActivityListener(activities);

        await using var database = await LiveDatabase.CreateAsync();
        var version = await database.PlanAsync(TestPlan.WriteBoth);
        await using var instance = await TestInstance.StartAsync(database.Application);
        await instance.Change.WriteAsync(Course.Write(1, "both"), Token);
        await instance.Change.WriteAsync(Course.Write(2, "refused"), Token);
        await Course.ReadAsync(instance.Change, 1, Token);
        meters.RecordObservableInstruments();

        Assert.Contains("underpin.writes 1 golf both", measured);
        Assert.Contains("underpin.follower.failures 1 golf new", measured);
        Assert.Contains("underpin.reads 1 golf old", measured);
        Assert.Contains($"underpin.plan.version {version} golf", measured);
        Assert.Contains("underpin.lease.age", measured);
        Assert.Contains(spans, span => span.StartsWith("underpin.write golf", StringComparison.Ordinal));
        Assert.Contains(spans, span => span.StartsWith("underpin.read golf", StringComparison.Ordinal));
        Assert.DoesNotContain(spans.Concat(measured), text => text.Contains("refused", StringComparison.Ordinal));
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Underpin.Live;
using Underpin.Live.Plans;

namespace Underpin.Tests.Live;

/// <summary>One instance of an application, as its host would start it.</summary>
internal sealed class TestInstance : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly bool _watching;

    private TestInstance(ServiceProvider services, bool watching)
    {
        _services = services;
        _watching = watching;
    }

    public Changeover Change => _services.GetRequiredService<Changeover>();

    public LiveChange Live => Instance.Change(LiveDatabase.Change);

    public Instance Instance => _services.GetRequiredService<Instance>();

    public IServiceProvider Services => _services;

    /// <param name="dataSource">The database.</param>
    /// <param name="configure">The options; nothing where left out.</param>
    /// <param name="time">The clock; the system's where left out.</param>
    /// <param name="watching">False: nothing but its own operations tells this instance of a plan.</param>
    public static async Task<TestInstance> StartAsync(
        NpgsqlDataSource dataSource,
        Action<UnderpinOptions>? configure = null,
        TimeProvider? time = null,
        bool watching = true)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddUnderpin(dataSource, configure).AddChange(LiveDatabase.Change);
        var instance = new TestInstance(services.BuildServiceProvider(), watching);
        if (watching)
        {
            foreach (var service in instance.Hosted().OfType<IHostedLifecycleService>())
            {
                await service.StartingAsync(TestContext.Current.CancellationToken);
            }

            foreach (var service in instance.Hosted())
            {
                await service.StartAsync(TestContext.Current.CancellationToken);
            }
        }
        else
        {
            await instance.Instance.RefreshAsync(TestContext.Current.CancellationToken);
        }

        return instance;
    }

    /// <summary>Waits until this instance follows that version, and says how long it took.</summary>
    public async Task<TimeSpan> FollowsAsync(long version)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (Live.Current.Plan.Version != version)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(20), "the plan never came");
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }

        return TimeProvider.System.GetElapsedTime(start);
    }

    public async ValueTask DisposeAsync()
    {
        if (_watching)
        {
            foreach (var service in Hosted())
            {
                await service.StopAsync(CancellationToken.None);
            }

            foreach (var service in Hosted().OfType<IHostedLifecycleService>())
            {
                await service.StoppedAsync(CancellationToken.None);
            }
        }

        await _services.DisposeAsync();
    }

    private IEnumerable<IHostedService> Hosted() => _services.GetServices<IHostedService>();
}

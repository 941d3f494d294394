using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Underpin.Live.Plans;
using Underpin.Live.Reads;
using Underpin.Live.Shadow;
using Underpin.Live.Telemetry;
using Underpin.Live.Writes;

namespace Underpin.Live;

/// <summary>Takes an application into the changes of its database.</summary>
public static class UnderpinServices
{
    /// <summary>
    /// Adds what an instance needs to follow the plans in this database:
    /// <c>AddUnderpin(dataSource).AddChange(name)</c>.
    /// </summary>
    public static UnderpinBuilder AddUnderpin(
        this IServiceCollection services, NpgsqlDataSource dataSource, Action<UnderpinOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(dataSource);
        if (services.Any(service => service.ServiceType == typeof(Instance)))
        {
            throw new InvalidOperationException("AddUnderpin was called before: add further changes with AddChange.");
        }

        var options = new UnderpinOptions();
        configure?.Invoke(options);
        var changes = new List<string>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging();
        services.AddSingleton(provider => new Instance(
            new PlanStore(dataSource), changes, options,
            provider.GetRequiredService<TimeProvider>(), Logger(provider)));
        services.AddSingleton(provider =>
        {
            var telemetry = new LiveTelemetry();
            telemetry.Observe(provider.GetRequiredService<Instance>());
            return telemetry;
        });
        services.AddSingleton(provider => new DualWriter(
            dataSource, provider.GetRequiredService<Instance>(), options, CallerOf(provider, options),
            provider.GetRequiredService<LiveTelemetry>(), Logger(provider)));
        services.AddSingleton(provider => new JoinedWriter(
            dataSource, provider.GetRequiredService<Instance>(), options, CallerOf(provider, options),
            provider.GetRequiredService<LiveTelemetry>(), Logger(provider)));
        services.AddSingleton(provider => new ShadowReads(
            dataSource, provider.GetRequiredService<Instance>(), options,
            provider.GetRequiredService<LiveTelemetry>(), Logger(provider)));
        services.AddSingleton(provider => new DualReader(
            dataSource, provider.GetRequiredService<Instance>(), CallerOf(provider, options),
            provider.GetRequiredService<ShadowReads>(), provider.GetRequiredService<LiveTelemetry>()));
        services.AddSingleton<IHostedService>(provider => new Watch(
            dataSource, provider.GetRequiredService<Instance>(), options, Logger(provider)));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<ShadowReads>());
        return new UnderpinBuilder(services, changes);
    }

    private static ILogger Logger(IServiceProvider provider) =>
        provider.GetRequiredService<ILoggerFactory>().CreateLogger("Underpin.Live");

    private static Func<Caller> CallerOf(IServiceProvider provider, UnderpinOptions options) =>
        options.Caller is { } caller ? () => caller(provider) : () => Caller.Nobody;
}

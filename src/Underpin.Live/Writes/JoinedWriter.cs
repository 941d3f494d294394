using Microsoft.Extensions.Logging;
using Npgsql;
using Underpin.Live.Plans;
using Underpin.Live.Telemetry;

namespace Underpin.Live.Writes;

/// <summary>Begins writes in transactions that the application owns.</summary>
internal sealed class JoinedWriter(
    NpgsqlDataSource dataSource,
    Instance instance,
    UnderpinOptions options,
    Func<Caller> caller,
    LiveTelemetry telemetry,
    ILogger logger)
{
    private readonly Containment _containment = new(dataSource, instance, options.FollowerTimeout);

    public async Task<JoinedWrite> BeginAsync(
        LiveChange change, string key, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var plan = change.Enter();
        JoinedWrite? joined = null;
        try
        {
            joined = new JoinedWrite(new Joining
            {
                Change = change,
                Plan = plan,
                Sides = await plan.WriteSidesAsync(key, caller),
                Key = key,
                Transaction = transaction,
                Instance = instance,
                Containment = _containment,
                Telemetry = telemetry,
                Logger = logger,
            });
            await joined.BeginAsync(cancellationToken);
            return joined;
        }
        catch
        {
            if (joined is null)
            {
                change.Leave(plan);
            }

            joined?.Dispose();
            throw;
        }
    }
}

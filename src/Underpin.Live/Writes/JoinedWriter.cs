using Microsoft.Extensions.Logging;
using Npgsql;
using Underpin.Live.Plans;

namespace Underpin.Live.Writes;

/// <summary>Begins writes in transactions that the application owns.</summary>
internal sealed class JoinedWriter(Instance instance, UnderpinOptions options, Func<Caller> caller, ILogger logger)
{
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
                Timeout = options.FollowerTimeout,
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

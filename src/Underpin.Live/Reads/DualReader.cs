using Npgsql;
using Underpin.Live.Plans;
using Underpin.Live.Shadow;
using Underpin.Live.Telemetry;

namespace Underpin.Live.Reads;

/// <summary>Reads from the side that the plan says, under one version of it.</summary>
internal sealed class DualReader(
    NpgsqlDataSource dataSource, Instance instance, Func<Caller> caller, ShadowReads shadow, LiveTelemetry telemetry)
{
    // A plan moves by an operator's command: more than a few times within one read means something else is wrong.
    private const int MostMoves = 20;

    public async Task<T> ReadAsync<T>(LiveChange change, DualRead<T> read, CancellationToken cancellationToken)
    {
        using var activity = LiveTelemetry.StartRead(change.Name, read.Path);
        for (var moves = 0; ; moves++)
        {
            await RequireLeaseAsync(change, cancellationToken);
            var plan = change.Enter();
            try
            {
                var side = await plan.ReadSideAsync(read.Key, caller);
                if (side == Side.Old)
                {
                    change.UsedOld(plan);
                }

                var answer = await AskAsync(side, read, cancellationToken);
                if (await StillHoldsAsync(change, plan, cancellationToken) || moves == MostMoves)
                {
                    telemetry.HasRead(activity, plan.Plan, side);
                    if (plan.IsShadowDue())
                    {
                        shadow.Offer(new ShadowRead<T>(change, read, side, answer));
                    }

                    return answer;
                }
            }
            catch (Exception exception) when (ServerError.IsMissingObject(exception) && moves < MostMoves)
            {
                // Perhaps the old schema went away between the plan and the statement.
                await instance.RefreshPastAsync(change, plan, cancellationToken);
                if (ReferenceEquals(change.Current, plan))
                {
                    throw;
                }
            }
            finally
            {
                change.Leave(plan);
            }
        }
    }

    private async Task<T> AskAsync<T>(Side side, DualRead<T> read, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await (side == Side.Old ? read.Old : read.New)(connection, cancellationToken);
    }

    // A process that was stopped while it read may have outlived its lease: others no longer waited for it.
    private async ValueTask<bool> StillHoldsAsync(
        LiveChange change, PlanInForce plan, CancellationToken cancellationToken)
    {
        if (instance.Lease.IsValid)
        {
            return true;
        }

        await RequireLeaseAsync(change, cancellationToken);
        return ReferenceEquals(change.Current, plan);
    }

    private async ValueTask RequireLeaseAsync(LiveChange change, CancellationToken cancellationToken)
    {
        if (instance.Lease.IsValid)
        {
            return;
        }

        Exception? reason = null;
        try
        {
            await instance.RefreshLeaseAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            reason = exception;
        }

        if (!instance.Lease.IsValid)
        {
            telemetry.Refused(change.Name);
            throw new StalePlanException(change.Name, reason);
        }
    }
}

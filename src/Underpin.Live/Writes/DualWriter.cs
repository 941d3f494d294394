using System.Data;
using Microsoft.Extensions.Logging;
using Npgsql;
using Underpin.Live.Plans;
using Underpin.Live.Telemetry;

namespace Underpin.Live.Writes;

/// <summary>Writes both schemas in one transaction, under one version of the plan.</summary>
internal sealed class DualWriter(
    NpgsqlDataSource dataSource, Instance instance, UnderpinOptions options, Func<Caller> caller, ILogger logger)
{
    public async Task WriteAsync(LiveChange change, DualWrite write, CancellationToken cancellationToken)
    {
        var retry = new Retry(change, instance);
        while (true)
        {
            var plan = change.Enter();
            try
            {
                await AttemptAsync(change, plan, write, cancellationToken);
                return;
            }
            catch (PostgresException exception) when (retry.MayHelp(exception))
            {
                retry.Note(exception);
            }
            finally
            {
                change.Leave(plan);
            }

            await retry.PrepareAsync(plan, cancellationToken);
        }
    }

    private async Task AttemptAsync(
        LiveChange change, PlanInForce plan, DualWrite write, CancellationToken cancellationToken)
    {
        var sides = await plan.WriteSidesAsync(write.Key, caller);
        if (sides.UsesOld)
        {
            change.UsedOld();
        }

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(
            IsolationLevel.ReadCommitted, cancellationToken);
        if (write.Common is { } common)
        {
            await common(transaction, cancellationToken);
        }

        await Part(write, sides.Leader)(transaction, cancellationToken);
        var failure = sides.Both
            ? await Containment.RunAsync(
                transaction, ct => Part(write, sides.Follower)(transaction, ct), options.FollowerTimeout,
                cancellationToken)
            : null;
        cancellationToken.ThrowIfCancellationRequested();
        var ending = new Ending(transaction, plan.Plan, write.Key, instance.Name.Id, logger);
        if (failure is not null)
        {
            await ending.CommitWithoutAsync(FollowerFailure.Of(sides.Follower, failure));
        }
        else if (sides.Both)
        {
            await ending.CommitBothAsync(sides.Follower);
        }
        else
        {
            await ending.CommitAsync();
        }
    }

    private static Func<NpgsqlTransaction, CancellationToken, Task> Part(DualWrite write, Side side) =>
        side == Side.Old ? write.Old : write.New;
}

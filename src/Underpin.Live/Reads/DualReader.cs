using Npgsql;
using Underpin.Live.Plans;

namespace Underpin.Live.Reads;

/// <summary>Reads from the side that the plan says, under one version of it.</summary>
internal sealed class DualReader(NpgsqlDataSource dataSource, Instance instance, Func<Caller> caller)
{
    private const int MostMoves = 20;

    public async Task<T> ReadAsync<T>(LiveChange change, DualRead<T> read, CancellationToken cancellationToken)
    {
        for (var moves = 0; ; moves++)
        {
            await RequireLeaseAsync(change, cancellationToken);
            var plan = change.Enter();
            try
            {
                var result = await AttemptAsync(change, plan, read, cancellationToken);
                if (instance.Lease.IsValid)
                {
                    return result;
                }

                await RequireLeaseAsync(change, cancellationToken);
                if (ReferenceEquals(change.Current, plan) || moves >= MostMoves)
                {
                    return result;
                }
            }
            catch (PostgresException exception) when (IsMissing(exception) && moves < MostMoves)
            {
                await instance.RefreshAsync(cancellationToken);
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

    private async Task<T> AttemptAsync<T>(
        LiveChange change, PlanInForce plan, DualRead<T> read, CancellationToken cancellationToken)
    {
        var side = await plan.ReadSideAsync(read.Key, caller);
        if (side == Side.Old)
        {
            change.UsedOld();
        }

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await (side == Side.Old ? read.Old : read.New)(connection, cancellationToken);
    }

    private async ValueTask RequireLeaseAsync(LiveChange change, CancellationToken cancellationToken)
    {
        if (instance.Lease.IsValid)
        {
            return;
        }

        try
        {
            await instance.RefreshLeaseAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StalePlanException(change.Name, exception);
        }

        if (!instance.Lease.IsValid)
        {
            throw new StalePlanException(change.Name, innerException: null);
        }
    }

    // The old schema went away between the plan and the statement.
    private static bool IsMissing(PostgresException exception) => exception.SqlState
        is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn
        or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.InvalidSchemaName;
}

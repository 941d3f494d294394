using Microsoft.EntityFrameworkCore.Storage;
using Npgsql.EntityFrameworkCore.PostgreSQL;

namespace Golf.Members;

/// <summary>
/// Runs a unit of work again when the server asks for it: a deadlock, a serialization failure, or a plan that changed
/// under it (SQLSTATE 40001). Quickly, for a user waits.
/// </summary>
internal sealed class QuickRetry(ExecutionStrategyDependencies dependencies)
    : NpgsqlRetryingExecutionStrategy(dependencies, maxRetryCount: 8)
{
    protected override TimeSpan? GetNextDelay(Exception lastException) =>
        base.GetNextDelay(lastException) is null
            ? null
            : TimeSpan.FromMilliseconds(5 << ExceptionsEncountered.Count);
}

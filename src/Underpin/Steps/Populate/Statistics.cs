using Npgsql;
using Underpin.Mappings;
using Underpin.Postgres;

namespace Underpin.Steps.Populate;

/// <summary>
/// Tells the planner how large the targets have become; it would plan for empty tables until autovacuum comes.
/// </summary>
internal static class Statistics
{
    public static async Task RefreshAsync(
        Session session, IReadOnlyList<MappedTarget> targets, CancellationToken cancellationToken)
    {
        foreach (var target in targets)
        {
            try
            {
                await session.ExecuteAsync(Sql.Of($"analyze {target.Target.Table}"), cancellationToken);
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.LockNotAvailable)
            {
                // Autovacuum or another worker is at it.
            }
        }
    }
}

using Npgsql;
using Underpin.Mappings;

namespace Underpin.Engine;

/// <summary>Errors that say "somebody else was at it too", and how often and how late to try again.</summary>
internal sealed class Conflict(int seed, TimeProvider time)
{
    /// <summary>Somebody holds a lock: they may hold it for a while.</summary>
    private const int LockAttempts = 30;

    /// <summary>Somebody wrote the row that we were about to write: next time we see it.</summary>
    private const int RowAttempts = 10;

    /// <summary>
    /// A source row came between two tables' statements: the later one sees it, and not what it refers to. Next time
    /// both do; and if not, the row is told soon.
    /// </summary>
    private const int ReferenceAttempts = 4;

    private readonly Random _random = new(seed);

    public static bool IsLock(PostgresException exception) => exception.SqlState
        is PostgresErrorCodes.LockNotAvailable
        or PostgresErrorCodes.DeadlockDetected
        or PostgresErrorCodes.SerializationFailure;

    public static bool IsRow(PostgresException exception) => exception.SqlState
        is PostgresErrorCodes.UniqueViolation
        or PostgresErrorCodes.ForeignKeyViolation;

    /// <summary>May the work be tried again, having failed so often in a row?</summary>
    public static bool MayRetry(Exception exception, int failures) => failures < exception switch
    {
        PostgresException lost when IsLock(lost) => LockAttempts,
        PostgresException met when IsRow(met) => RowAttempts,
        PostgresException { SqlState: PostgresErrorCodes.NotNullViolation } => ReferenceAttempts,
        // The application may be giving a row away in two transactions, the taker's first.
        UnderpinException { Code: ContestedRow.Code } => RowAttempts,
        _ => 0,
    };

    /// <summary>A little longer each time, never all at the same moment.</summary>
    public Task BackOffAsync(int failures, CancellationToken cancellationToken) =>
        Task.Delay(
            TimeSpan.FromMilliseconds(
                5 + (_random.NextDouble() * Math.Min(1000, 10 * Math.Pow(2, Math.Min(failures, 8))))),
            time, cancellationToken);
}

using Npgsql;

namespace Underpin.Live.Plans;

/// <summary>What the server said, however deep an exception of a mapper or a unit of work holds it.</summary>
internal static class ServerError
{
    public static PostgresException? In(Exception? exception)
    {
        while (exception is not null and not PostgresException)
        {
            exception = exception.InnerException;
        }

        return exception as PostgresException;
    }

    /// <summary>The transaction may succeed when it is run again; the fence says so too.</summary>
    public static bool IsSerializationFailure(Exception exception) =>
        In(exception)?.SqlState == PostgresErrorCodes.SerializationFailure;

    public static bool IsDeadlock(Exception exception) =>
        In(exception)?.SqlState == PostgresErrorCodes.DeadlockDetected;

    /// <summary>A table, column, function or schema is not there: perhaps no longer, and the plan moved.</summary>
    public static bool IsMissingObject(Exception exception) => In(exception)?.SqlState
        is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn
        or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.InvalidSchemaName;
}

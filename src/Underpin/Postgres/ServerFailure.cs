using Npgsql;

namespace Underpin.Postgres;

/// <summary>Says in the user's words what a server refused in the middle of a command, and what to do next.</summary>
internal static class ServerFailure
{
    private const string Again = "Run the same command again: it continues where it stopped.";

    /// <summary>Runs what a front door offers; an error of the driver is told in the user's words.</summary>
    public static async Task<T> ToldAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (NpgsqlException exception)
        {
            throw Describe(exception);
        }
    }

    public static UnderpinException Describe(NpgsqlException exception) =>
        exception is PostgresException refused ? Refused(refused) : Lost(exception);

    private static UnderpinException Lost(NpgsqlException exception) => exception.InnerException switch
    {
        TimeoutException => new(
            "connection.timeout", "The server did not answer in time.",
            "See whether it is overloaded or waits for a lock. " + Again, exception),
        var cause => new(
            "connection.lost", $"The connection to the server was lost: {(cause ?? exception).Message.TrimEnd('.')}.",
            "See whether the server runs. " + Again, exception),
    };

    private static UnderpinException Refused(PostgresException refused) => refused.SqlState switch
    {
        PostgresErrorCodes.InsufficientPrivilege => Of(
            "server.permission", $"The role may not do this: {refused.MessageText}.",
            "Connect as the owner of the tables, or have the missing right granted.", refused),
        PostgresErrorCodes.DiskFull => Of(
            "server.disk-full", $"The server's disk is full: {refused.MessageText}.",
            "Make room on the server. " + Again, refused),
        PostgresErrorCodes.OutOfMemory or PostgresErrorCodes.TooManyConnections => Of(
            "server.resources", $"The server has no more of what this needs: {refused.MessageText}.",
            "Free connections or memory on the server. " + Again, refused),
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow => Of(
            "server.shut-down", $"The server ended the session: {refused.MessageText}.",
            "Wait until the server runs again. " + Again, refused),
        PostgresErrorCodes.ReadOnlySqlTransaction => Of(
            "server.read-only", $"The server takes no writes: {refused.MessageText}.",
            "Connect to the primary, not to a replica.", refused),
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected => Of(
            "server.lock", $"A lock could not be had in time{On(refused)}: {refused.MessageText}.",
            "Somebody else holds it. " + Again, refused, ExitCode.LockNotHad),
        PostgresErrorCodes.QueryCanceled => Of(
            "server.canceled", $"The server stopped a statement: {refused.MessageText}.",
            "Raise statement_timeout for this role, or look at who canceled it. " + Again, refused),
        PostgresErrorCodes.SerializationFailure => Of(
            "server.serialization", $"The statement met a concurrent change: {refused.MessageText}.", Again, refused),
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName
            or PostgresErrorCodes.UndefinedFunction when NamesOurs(refused) => Of(
            "install.missing", "Underpin's tables are not in this database.",
            "Run `underpin install` first.", refused),
        _ => Of(
            "server.refused",
            $"The server refused a statement{On(refused)}: {refused.MessageText}{Detail(refused)} "
                + $"({refused.SqlState}).",
            refused.Hint, refused),
    };

    private static UnderpinException Of(
        string code, string message, string? hint, PostgresException cause, ExitCode exitCode = ExitCode.Failed) =>
        new(code, message, hint, cause) { ExitCode = exitCode };

    private static bool NamesOurs(PostgresException refused) =>
        refused.MessageText.Contains("underpin.", StringComparison.Ordinal)
        || refused.MessageText.Contains("\"underpin\"", StringComparison.Ordinal);

    private static string On(PostgresException refused) => refused switch
    {
        { TableName: { } table, ConstraintName: { } constraint } => $" on {table} ({constraint})",
        { TableName: { } table } => $" on {table}",
        _ => "",
    };

    private static string Detail(PostgresException refused) =>
        refused.Detail is { Length: > 0 } detail ? $". {detail.TrimEnd('.')}" : "";
}

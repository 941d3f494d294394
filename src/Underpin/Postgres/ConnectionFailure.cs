using System.Net.Sockets;
using Npgsql;

namespace Underpin.Postgres;

/// <summary>Says why a server could not be reached, without its password.</summary>
internal static class ConnectionFailure
{
    public static UnderpinException Describe(NpgsqlException exception, NpgsqlConnectionStringBuilder settings)
    {
        var place = $"{settings.Host}:{settings.Port}"
            + (settings.Database is { Length: > 0 } database ? $", database \"{database}\"" : "")
            + (settings.Username is { Length: > 0 } user ? $", as \"{user}\"" : "");
        return exception switch
        {
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword } => new(
                "connection.password", $"The server refused the password ({place}).",
                "Check the user and the password of --connection, UNDERPIN_CONNECTION or underpin.yaml.", exception),
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => new(
                "connection.database", $"There is no database \"{settings.Database}\" ({place}).",
                "Create it, or name another in the connection string.", exception),
            PostgresException
            {
                SqlState: PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections
                    or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.InsufficientPrivilege
            } => ServerFailure.Describe(exception),
            PostgresException refused => new(
                "connection.refused", $"The server refused the connection ({place}): {refused.MessageText}.",
                "Check the connection string and the server's pg_hba.conf.", exception),
            { InnerException: SocketException or TimeoutException } => new(
                "connection.unreachable", $"No server answers at {place}: {exception.InnerException.Message}.",
                "Start the server (`underpin local start` gives you a private one), or mend the connection string.",
                exception),
            _ => new(
                "connection.lost", $"The connection to {place} was lost: {exception.Message}.",
                "Run the same command again: it continues where it stopped.", exception),
        };
    }
}

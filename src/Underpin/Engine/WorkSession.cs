using Npgsql;
using Underpin.Postgres;

namespace Underpin.Engine;

/// <summary>Opens sessions that work beside an application without ever being in its way for long.</summary>
internal static class WorkSession
{
    public static async Task<NpgsqlConnection> OpenAsync(
        Database database, string purpose, CancellationToken cancellationToken) =>
        await database.SessionAsync(SessionSettings.ForWork(purpose), cancellationToken);
}

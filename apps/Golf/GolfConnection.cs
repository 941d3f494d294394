using Npgsql;

namespace Golf;

/// <summary>Where the application's database is.</summary>
internal static class GolfConnection
{
    /// <summary>
    /// <c>ConnectionStrings:Golf</c> from any configuration, else the environment's <c>GOLF_CONNECTION</c>.
    /// </summary>
    public static string Find(IConfiguration settings) =>
        settings.GetConnectionString("Golf")
        ?? settings["GOLF_CONNECTION"]
        ?? throw new InvalidOperationException(
            "No database: set ConnectionStrings:Golf or GOLF_CONNECTION, for example "
            + "\"Host=127.0.0.1;Database=golf;Username=golf_app\".");

    public static NpgsqlDataSource Open(IConfiguration settings) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Find(settings)) { ApplicationName = "golf" });
}

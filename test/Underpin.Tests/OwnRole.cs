using Npgsql;

namespace Underpin.Tests;

/// <summary>
/// A role of one test's own: the databases that a tool makes as it can be told from those of other tests.
/// </summary>
internal static class OwnRole
{
    /// <returns>The same database, as that role.</returns>
    public static async Task<string> CreateAsync(string connectionString, string role)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand($"create role {role} superuser login password 'tester'");
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return new NpgsqlConnectionStringBuilder(
            connectionString)
        { Username = role, Password = "tester" }.ConnectionString;
    }

    /// <summary>How many scratch databases belong to it.</summary>
    public static Task<long> ScratchDatabasesAsync(string connectionString) => CountAsync(
        connectionString,
        "select count(*) from pg_database where datname like 'underpin_scratch_%' and pg_get_userbyid(datdba) = "
            + "current_user");

    /// <summary>How many sessions of the tool it has.</summary>
    public static Task<long> SessionsAsync(string connectionString) => CountAsync(
        connectionString,
        "select count(*) from pg_stat_activity where usename = current_user and application_name like 'underpin%'");

    private static async Task<long> CountAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}

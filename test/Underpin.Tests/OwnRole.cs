using Npgsql;

namespace Underpin.Tests;

/// <summary>A role of one test's own: the databases that a tool makes as it can be told from those of other tests.</summary>
internal static class OwnRole
{
    /// <returns>The same database, as that role.</returns>
    public static async Task<string> CreateAsync(string connectionString, string role)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand($"create role {role} superuser login password 'tester'");
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return new NpgsqlConnectionStringBuilder(connectionString) { Username = role, Password = "tester" }.ConnectionString;
    }

    /// <summary>How many scratch databases belong to it.</summary>
    public static async Task<long> ScratchDatabasesAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(
            "select count(*) from pg_database where datname like 'underpin_scratch_%' and pg_get_userbyid(datdba) = current_user");
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}

using Npgsql;

namespace Underpin.Tests;

public sealed class FirstTest
{
    [Fact]
    public async Task The_state_schema_installs()
    {
        var connectionString = await TestServer.NewDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(connectionString);
        using var stream = typeof(ExitCode).Assembly
            .GetManifestResourceStream("Underpin.Changes.Installation.schema.sql")!;
        using var reader = new StreamReader(stream);
        var sql = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}

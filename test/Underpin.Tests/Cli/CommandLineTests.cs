using System.Text.Json;
using Npgsql;

namespace Underpin.Tests.Cli;

/// <summary>The tool as a shell sees it: exit codes, and what goes where.</summary>
public sealed class CommandLineTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("local", "strat")]
    [InlineData("local", "start", "--port", "0")]
    [InlineData("status", "--frobnicate")]
    [InlineData("write")]
    public async Task Wrong_usage_is_2_with_nothing_on_stdout(params string[] arguments)
    {
        var answer = await ToolProcess.RunAsync("", arguments);

        Assert.Equal(ExitCode.Usage, answer.ExitCode);
        Assert.Equal("", answer.Output);
        Assert.Contains("--help` shows how it is used", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_the_tool_and_shows_an_example()
    {
        var answer = await ToolProcess.RunAsync("", "local", "start", "--help");

        Assert.Equal(ExitCode.Done, answer.ExitCode);
        Assert.Contains("underpin local start [options]", answer.Output, StringComparison.Ordinal);
        Assert.Contains("Example:", answer.Output, StringComparison.Ordinal);
    }

    // With another option beside it, the parser writes the help, from the verbs themselves.
    [Fact]
    public async Task The_overview_says_what_each_verb_says_of_itself()
    {
        var overview = await ToolProcess.RunAsync("", "--help");
        var parsed = await ToolProcess.RunAsync("", "--plain", "--help");

        Assert.Equal(ExitCode.Done, overview.ExitCode);
        Assert.Equal(parsed.Output, overview.Output);
        Assert.Contains("status <change>", overview.Output, StringComparison.Ordinal);
        Assert.Equal(overview.Output, (await ToolProcess.RunAsync("")).Output);
    }

    [Fact]
    public async Task Without_a_server_it_is_3_and_says_where_it_looked()
    {
        var answer = await ToolProcess.RunAsync("Host=127.0.0.1;Port=1;Database=golf;Password=s3cret", "journal");

        Assert.Equal(ExitCode.Failed, answer.ExitCode);
        Assert.Contains("No server answers at 127.0.0.1:1", answer.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_is_one_document_with_json()
    {
        var answer = await ToolProcess.RunAsync("Host=127.0.0.1;Port=1;Database=golf", "journal", "--json");

        using var document = JsonDocument.Parse(answer.Output);
        Assert.Equal(
            "connection.unreachable", document.RootElement.GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_database_without_our_tables_is_sent_to_install()
    {
        var answer = await ToolProcess.RunAsync(await TestServer.NewDatabaseAsync(), "journal");

        Assert.NotEqual(ExitCode.Done, answer.ExitCode);
        Assert.Contains("underpin install", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_right_is_said_in_one_line()
    {
        var database = await TestServer.NewDatabaseAsync();
        await ToolProcess.RunAsync(database, "install");
        var role = $"stranger_{new NpgsqlConnectionStringBuilder(database).Database}";
        await ExecuteAsync(database, $"create role {role} login");
        var stranger = new NpgsqlConnectionStringBuilder(database) { Username = role };

        var answer = await ToolProcess.RunAsync(stranger.ConnectionString, "journal");

        Assert.Equal(ExitCode.Failed, answer.ExitCode);
        Assert.Contains("permission denied", answer.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_the_server_ends_is_said_in_one_line()
    {
        var (database, blocker) = await BlockedAsync();
        await using var _ = blocker;
        using var tool = ToolProcess.Start(database, "journal");
        await WaitUntilItWaitsAsync(database);

        await ExecuteAsync(
            database,
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where wait_event_type = 'Lock' and datname = current_database()
            """);
        var answer = await tool.EndAsync();

        Assert.Equal(ExitCode.Failed, answer.ExitCode);
        Assert.StartsWith("The server ended the session", answer.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_command_says_so_and_what_to_do()
    {
        var (database, blocker) = await BlockedAsync();
        await using var _ = blocker;
        using var tool = ToolProcess.Start(database, "journal");
        await WaitUntilItWaitsAsync(database);

        tool.Terminate();
        var answer = await tool.EndAsync();

        Assert.Equal(ExitCode.Failed, answer.ExitCode);
        Assert.StartsWith("Stopped.", answer.Errors, StringComparison.Ordinal);
    }

    private static async Task<(string Database, NpgsqlConnection Blocker)> BlockedAsync()
    {
        var database = await TestServer.NewDatabaseAsync();
        await ToolProcess.RunAsync(database, "install");
        var blocker = new NpgsqlConnection(database);
        await blocker.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(
            "begin; lock table underpin.journal in access exclusive mode", blocker);
        await command.ExecuteNonQueryAsync(Stop);
        return (database, blocker);
    }

    private static async Task WaitUntilItWaitsAsync(string database)
    {
        while (await ExecuteAsync(
            database,
            """
            select count(*) from pg_stat_activity
            where wait_event_type = 'Lock' and datname = current_database()
            """) is not >= 1L)
        {
            await Task.Delay(20, Stop);
        }
    }

    private static async Task<object?> ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Stop);
    }
}
